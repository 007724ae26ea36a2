import { CapSchema } from "../../sdk/index.ts";

const { impressions, windowMs, minIntervalMs } = CapSchema.shape;

/** How often ads may be shown, with words for editors. */
export const ScenarioCapSchema = CapSchema.safeExtend({
  impressions: impressions.describe("At most so many impressions, within windowMs"),
  windowMs: windowMs.describe("How long an impression counts, in milliseconds"),
  minIntervalMs: minIntervalMs.describe("The least time between two impressions, in milliseconds"),
});
