import { defineAdStep } from "./ad-step.ts";

export const clickStep = defineAdStep({
  verb: "click",
  meaning: "Report a click on the ad in this slot",
  act: (ad) => ad.reportEvent("click"),
});
