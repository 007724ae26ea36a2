import { z } from "zod";
import type { JsonObject } from "../../foundation/json.ts";
import { malformed, ok, type Read } from "../decision-contracts.ts";
import { describeValue } from "../describe-value.ts";
import type { FilterFeatures } from "./ad-facts.ts";
import { JsonIntegerSchema } from "./ad-json.ts";

const CounterKeysSchema = z.array(JsonIntegerSchema);

/**
 * Counter keys of the ad that a buyer's script returned: whatever ad it made up, these are counted
 * (spec: on-device 1.4). Where frequency caps are off, nobody looks at them.
 */
export function readCounterKeys(
  features: Pick<FilterFeatures, "frequencyCapFilteringEnabled">,
  { ad_counter_keys: given }: JsonObject,
): Read<{ readonly adCounterKeys?: readonly number[] }> {
  if (!features.frequencyCapFilteringEnabled || given === undefined) return ok({});
  const read = CounterKeysSchema.safeParse(given);
  if (!read.success) {
    return malformed(
      `generateBid returned ad_counter_keys ${describeValue(given)}; they must be whole numbers`,
    );
  }
  const adCounterKeys = [...new Set(read.data)];
  return ok(adCounterKeys.length === 0 ? {} : { adCounterKeys });
}
