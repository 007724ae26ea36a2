import { SelectAdsConfigSchema } from "../scenario/ad-selection-schema.ts";
import { defineDeviceStep } from "./device-step.ts";
import { toConfig } from "./to-config.ts";

export const selectAdsStep = defineDeviceStep({
  verb: "selectAds",
  meaning: "Run an auction on the device",
  example: "{ seller: …, customAudienceBuyers: […] }",
  value: SelectAdsConfigSchema,
  beside: ["as", "app", "expect"],
  describe: ({ seller }) => seller,
  needs: ({ chainedAdSelections }) => chainedAdSelections,
  async call(adServices, value, { outcomes }) {
    const config = toConfig(value, outcomes);
    const outcome = await adServices.selectAds(config);
    // A chained outcome that wins again is still reported with the config it was first selected with.
    const isNew = outcome !== null && outcomes.configOf(outcome.adSelectionId) === undefined;
    if (isNew) outcomes.keepConfig(outcome.adSelectionId, config);
    return outcome;
  },
});
