import { FromOutcomesConfigSchema } from "../scenario/ad-selection-schema.ts";
import { defineDeviceStep } from "./device-step.ts";
import { toFromOutcomesConfig } from "./to-config.ts";

export const selectAdsFromOutcomesStep = defineDeviceStep({
  verb: "selectAdsFromOutcomes",
  meaning: "Choose among outcomes of earlier steps",
  example: "{ seller: …, of: […] }",
  value: FromOutcomesConfigSchema,
  beside: ["as", "app", "expect"],
  describe: ({ seller, of }) => `${seller} of ${of.join(", ")}`,
  needs: ({ of }) => of,
  call: (adServices, config, { outcomes }) =>
    adServices.selectAdsFromOutcomes(toFromOutcomesConfig(config, outcomes)),
});
