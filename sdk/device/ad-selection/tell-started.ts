import type { AdSelectionConfig, AdSelectionFromOutcomesConfig } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";

export function tellAuctionStarted({ emit, labels }: DeviceCall, config: AdSelectionConfig): void {
  const { seller, customAudienceBuyers: buyers, chainedAdSelections } = config;
  const outcomes = chainedAdSelections.map(({ adSelectionId }) => adSelectionId);
  const facts = { ...labels, from: "audiences", seller, buyers, outcomes } as const;
  emit({ type: "ad-selection.started", ...facts });
}

export function tellSelectionStarted(
  { emit, labels }: DeviceCall,
  { seller, adSelectionIds: outcomes }: AdSelectionFromOutcomesConfig,
): void {
  const facts = { ...labels, from: "outcomes", seller, outcomes } as const;
  emit({ type: "ad-selection.started", ...facts, buyers: [] });
}
