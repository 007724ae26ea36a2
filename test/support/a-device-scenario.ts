import type { ScenarioInput } from "../../simulator/index.ts";
import { buyerScript, sellerScript } from "./a-waterfall.ts";

export const trail = "https://shoes.example/ads/trail";
export const azores = "https://travel.example/ads/azores";

/** An auction of the two buyers below. */
export const anAuction = {
  seller: "ssp.example",
  customAudienceBuyers: ["shoes.example", "travel.example"],
};

/** A phone without any mediation: one seller, and two buyers with an ad each, at 3 and at 2. */
export function aDeviceScenario(
  steps: ScenarioInput["steps"],
  changes: Partial<ScenarioInput> = {},
): ScenarioInput {
  const decisionLogic = { inline: sellerScript };
  return {
    version: 1,
    app: { appId: "com.example.game" },
    device: {
      customAudiences: [
        {
          buyer: "shoes.example",
          name: "runners",
          ads: [{ renderUri: trail, metadata: { cpm: 3 } }],
        },
        {
          buyer: "travel.example",
          name: "surfers",
          ads: [{ renderUri: azores, metadata: { cpm: 2 } }],
        },
      ],
    },
    sellers: { "ssp.example": { decisionLogic } },
    buyers: {
      "shoes.example": { biddingLogic: { inline: buyerScript } },
      "travel.example": { biddingLogic: { inline: buyerScript } },
    },
    steps,
    ...changes,
  };
}
