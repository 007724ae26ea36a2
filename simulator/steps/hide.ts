import { defineAdStep } from "./ad-step.ts";

export const hideStep = defineAdStep({
  verb: "hide",
  meaning: "Take the ad of this slot off the screen",
  act: (ad) => ad.hide(),
});
