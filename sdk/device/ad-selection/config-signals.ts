import type { JsonObject } from "../../foundation/json.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { Signals } from "../../model/signals.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { parseSignals, type SignalRules } from "../lenient-json.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";

/**
 * A config's signals as the values that scripts are handed. Nobody checks the text before a script needs it
 * (spec: on-device 2.2), so each of these throws a ServiceFailure where text is no JSON object.
 */
export interface ConfigSignals {
  adSelectionSignals(): JsonObject;
  sellerSignals(): JsonObject;
  /** Empty for a buyer that the config has nothing for. */
  ofBuyer(buyer: string): JsonObject;
  /** The whole config in the shape that scripts know (spec: on-device 1.2). */
  auctionConfig(): JsonObject;
}

export function createConfigSignals(config: AdSelectionConfig, rules: SignalRules): ConfigSignals {
  const { seller, perBuyerSignals } = config;
  const read = (name: string, signals: Signals) => readSignals({ name, signals }, rules);
  const adSelectionSignals = () => read("adSelectionSignals", config.adSelectionSignals);
  const sellerSignals = () => read("sellerSignals", config.sellerSignals);
  const ofBuyer = (buyer: string) =>
    Object.hasOwn(perBuyerSignals, buyer)
      ? read(`perBuyerSignals of ${buyer}`, perBuyerSignals[buyer] ?? {})
      : {};
  return {
    adSelectionSignals,
    sellerSignals,
    ofBuyer,
    auctionConfig: () => ({
      seller,
      decision_logic_uri: config.decisionLogicUri,
      custom_audience_buyers: config.customAudienceBuyers,
      auction_signals: adSelectionSignals(),
      seller_signals: sellerSignals(),
      per_buyer_signals: Object.fromEntries(
        Object.keys(perBuyerSignals).map((buyer) => [buyer, ofBuyer(buyer)]),
      ),
      trusted_scoring_signal_uri: config.trustedScoringSignalsUri,
    }),
  };
}

/** Signals as a value; text that is no JSON object is an illegal argument, whoever it came from. */
export function readSignals(
  { name, signals }: { readonly name: string; readonly signals: Signals },
  rules: SignalRules,
): JsonObject {
  try {
    return parseSignals(signals, rules);
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    throw new ServiceFailure({
      status: SERVICE_STATUS.invalidArgument,
      message: "Invalid JSON args",
      rule: "signals-invalid",
      detail: `${name} is no JSON object: ${error.message}`,
    });
  }
}
