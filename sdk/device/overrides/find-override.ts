import type { AdSelectionConfig, AdSelectionFromOutcomesConfig } from "../../model/ad-selection.ts";
import type { AudienceKey } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceWorld } from "../device-call.ts";
import type { DeviceConditions } from "../device-conditions.ts";
import { keyOfAudience, keyOfConfig, keyOfFromOutcomesConfig } from "./override-keys.ts";
import type {
  AdSelectionOverride,
  CustomAudienceOverride,
  FromOutcomesOverride,
} from "./overrides.ts";

/** Without it, overrides can be neither made nor felt; those that were made are not forgotten. */
export function areOverridesAllowed(conditions: DeviceConditions): boolean {
  return conditions.developerOptions && conditions.appDebuggable;
}

export function findAdSelectionOverride(
  { appId, conditions, overrides }: DeviceWorld,
  config: AdSelectionConfig,
): AdSelectionOverride | undefined {
  if (!areOverridesAllowed(conditions)) return undefined;
  return overrides.adSelections.find(appId, keyOfConfig(config));
}

export function findFromOutcomesOverride(
  { appId, conditions, overrides }: DeviceWorld,
  config: AdSelectionFromOutcomesConfig,
): FromOutcomesOverride | undefined {
  if (!areOverridesAllowed(conditions)) return undefined;
  return overrides.fromOutcomes.find(appId, keyOfFromOutcomesConfig(config));
}

/** An app feels its own overrides only, and has them for its own audiences only. */
export function findCustomAudienceOverride(
  { appId, conditions, overrides }: DeviceWorld,
  audience: AudienceKey,
): CustomAudienceOverride | undefined {
  if (!areOverridesAllowed(conditions)) return undefined;
  return overrides.customAudiences.find(appId, keyOfAudience(audience));
}
