import { defineAdStep } from "./ad-step.ts";

export const impressionStep = defineAdStep({
  verb: "impression",
  meaning: "Report the impression of the ad in this slot",
  act: (ad) => ad.reportImpression(),
});
