import { defineAdStep } from "./ad-step.ts";

/** What an app's screen does: the ad is drawn, and its impression counts. */
export const showStep = defineAdStep({
  verb: "show",
  meaning: "Show the ad of this slot",
  async act(ad) {
    ad.show();
    await ad.reportImpression();
  },
});
