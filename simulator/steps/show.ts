import { defineAdStep } from "./ad-step.ts";

/** What an app's screen does: the ad is drawn, and its impression counts. */
export const showStep = defineAdStep({
  verb: "show",
  meaning: "Show the ad of this slot",
  async act(ad) {
    const { isReady: wasReady } = ad;
    const outcome = await ad.show();
    if (outcome.kind === "shown") return ad.reportImpression();
    // A network that fails to show has a line of its own; an ad that was over before has none here.
    const { detail } = outcome;
    return wasReady ? undefined : { kind: "skipped", detail: `${ad.adId} is over: ${detail}` };
  },
});
