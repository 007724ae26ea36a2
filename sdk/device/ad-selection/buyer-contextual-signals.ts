import type { JsonObject } from "../../foundation/json.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { renderJavaDouble } from "../java-double.ts";
import { roundAdCost } from "./round-ad-cost.ts";
import { toContextualSignals } from "./trusted-signals.ts";

/**
 * What a bid has the buyer's `reportWin` told, should it win: the cost of a click, as Java's text of a number,
 * and the version of the buyer's signals. Rounded here and once, so every report says the same
 * (spec: on-device 1.2, 7).
 */
export function toBuyerContextualSignals(
  call: DeviceCall,
  { owner, buyer, name }: BiddingAudience,
  told: { readonly adCost: number | undefined; readonly dataVersion: number | undefined },
): JsonObject {
  const { adCost, dataVersion } = told;
  const signals = toContextualSignals(dataVersion);
  if (adCost === undefined || !call.settings.cpcBillingEnabled) return signals;
  const luck = call.environment.random.fork(`${call.luck} adCost ${owner} ${buyer} ${name}`);
  return { adCost: renderJavaDouble(roundAdCost(adCost, luck)), ...signals };
}
