import { z } from "zod";
import { NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";

export const storeOutcomeStep = defineDeviceStep({
  verb: "storeOutcome",
  meaning: "Store a finished ad selection without running an auction",
  example: "{ buyer: …, renderUri: …, bid: … }",
  value: z.strictObject({
    buyer: NameSchema.describe("Host that the ad belongs to"),
    renderUri: z.string().describe("Where the ad renders from"),
    bid: z.number().describe("What it bid"),
    adSelectionId: z.string().optional().describe("Id to store it under; default: a new one"),
    biddingLogicUri: z
      .string()
      .optional()
      .describe("Script with its reportWin; default https://<buyer>/bidding-logic.js"),
    audienceName: NameSchema.optional().describe("Custom audience that the ad came from"),
    adCounterKeys: z.array(z.int()).optional().describe("What its events are counted under"),
    reportingUris: z
      .strictObject({
        seller: z.string().optional().describe("Where the seller hears of an impression"),
        buyer: z.string().optional().describe("Where the buyer hears of it"),
      })
      .optional()
      .describe("Makes it a server's auction: impressions are reported there, without any script"),
    isPending: z
      .boolean()
      .optional()
      .describe("Whether it is a server's auction whose result is still to come"),
  }),
  beside: ["as", "app", "expect"],
  describe: ({ renderUri }) => renderUri,
  async call(adServices, { biddingLogicUri, ...outcome }) {
    const { buyer, renderUri } = outcome;
    const adSelectionId = await adServices.controls.storeOutcome({
      ...outcome,
      biddingLogicUri: biddingLogicUri ?? `https://${buyer}/bidding-logic.js`,
    });
    return { adSelectionId, renderUri };
  },
});
