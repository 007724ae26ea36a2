import { z } from "zod";
import { MediationError } from "../../sdk/index.ts";
import { AuctionSchema } from "../scenario/ad-selection-schema.ts";
import { NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";

export const reportImpressionStep = defineDeviceStep({
  verb: "reportImpression",
  meaning: "Report that an ad was seen",
  example: "{ of: <name> }",
  value: z.strictObject({
    of: NameSchema.describe("The outcome: name of an earlier step, or id"),
    config: AuctionSchema.nullable()
      .optional()
      .describe(
        "Who reports, and how; default: the config that the ad was selected with; null: none, which will do for a server's auction",
      ),
  }),
  beside: ["app", "expect"],
  describe: ({ of }) => `of ${of}`,
  needs: ({ of }) => [of],
  async call(adServices, { of, config }, { outcomes }) {
    const adSelectionId = outcomes.idOf(of) ?? of;
    if (config === null) return adServices.reportImpression({ adSelectionId });
    const known = config ?? outcomes.configOf(adSelectionId);
    if (known === undefined) {
      throw new MediationError("ERR_SCENARIO_STEP", `no step has selected ${of} with a config`, {
        hint: 'Say who reports: "config: { seller: …, customAudienceBuyers: […] }".',
      });
    }
    return adServices.reportImpression({ adSelectionId, config: known });
  },
});
