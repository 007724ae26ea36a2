import type { AdSelectionConfig, AdSelectionFromOutcomesConfig } from "../../model/ad-selection.ts";
import type { Signals } from "../../model/signals.ts";
import type { AudienceKey } from "../custom-audiences/custom-audience-store.ts";

/** Neither the address of trusted signals nor contextual ads tell one config from another (spec: on-device 8). */
export function keyOfConfig(config: AdSelectionConfig): string {
  const { seller, decisionLogicUri, customAudienceBuyers, perBuyerSignals } = config;
  const ofBuyers = Object.entries(perBuyerSignals).map(
    ([buyer, signals]) => [buyer, textOf(signals)] as const,
  );
  return JSON.stringify([
    seller,
    decisionLogicUri,
    textOf(config.adSelectionSignals),
    textOf(config.sellerSignals),
    customAudienceBuyers,
    ofBuyers.toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}

/** Neither seller nor ids count (spec: on-device 8). */
export function keyOfFromOutcomesConfig(config: AdSelectionFromOutcomesConfig): string {
  return JSON.stringify([config.selectionLogicUri, textOf(config.selectionSignals)]);
}

export function keyOfAudience({ owner, buyer, name }: AudienceKey): string {
  return JSON.stringify([owner, buyer, name]);
}

/** Signals are text on Android, and an object stands for its JSON. */
function textOf(signals: Signals): string {
  return typeof signals === "string" ? signals : JSON.stringify(signals);
}
