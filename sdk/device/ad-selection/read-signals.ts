import type { JsonObject } from "../../foundation/json.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { Signals } from "../../model/signals.ts";
import { LenientJsonError, parseSignals } from "../lenient-json.ts";
import { argumentRefused } from "./validate-config.ts";

/** A config's signals as values; what a script is handed. */
export interface ReadSignals {
  readonly adSelectionSignals: JsonObject;
  readonly sellerSignals: JsonObject;
  readonly perBuyerSignals: Readonly<Record<string, JsonObject>>;
  /** The whole config in the shape that scripts know (spec: on-device 1.2). */
  readonly auctionConfig: JsonObject;
}

export function readConfigSignals(config: AdSelectionConfig): ReadSignals {
  const adSelectionSignals = readOne("adSelectionSignals", config.adSelectionSignals);
  const sellerSignals = readOne("sellerSignals", config.sellerSignals);
  const perBuyerSignals = Object.fromEntries(
    Object.entries(config.perBuyerSignals).map(([buyer, signals]) => [
      buyer,
      readOne(`perBuyerSignals of ${buyer}`, signals),
    ]),
  );
  const auctionConfig = {
    seller: config.seller,
    decision_logic_uri: config.decisionLogicUri,
    custom_audience_buyers: config.customAudienceBuyers,
    auction_signals: adSelectionSignals,
    seller_signals: sellerSignals,
    per_buyer_signals: perBuyerSignals,
    trusted_scoring_signal_uri: config.trustedScoringSignalsUri,
  };
  return { adSelectionSignals, sellerSignals, perBuyerSignals, auctionConfig };
}

function readOne(name: string, signals: Signals): JsonObject {
  try {
    return parseSignals(signals);
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    throw argumentRefused(`Invalid JSON args: ${name}: ${error.message}`);
  }
}
