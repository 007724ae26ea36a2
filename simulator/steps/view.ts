import { defineAdStep } from "./ad-step.ts";

export const viewStep = defineAdStep({
  verb: "view",
  meaning: "Report a view of the ad in this slot",
  act: (ad) => ad.reportEvent("view"),
});
