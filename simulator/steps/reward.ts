import { defineAdStep } from "./ad-step.ts";

export const rewardStep = defineAdStep({
  verb: "reward",
  meaning: "Give the user what the rewarded ad in this slot promises",
  act: (ad) => ad.reward(),
});
