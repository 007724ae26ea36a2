import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionFromOutcomesConfigSchema,
  type AdSelectionFromOutcomesConfigInput,
} from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { admitDeveloper } from "./admit-developer.ts";
import { FromOutcomesOverrideSchema, type FromOutcomesOverrideInput } from "./override-inputs.ts";
import { keyOfFromOutcomesConfig } from "./override-keys.ts";
import { tellRemoved, tellReset, tellStored } from "./tell-override.ts";

const overridden = "ad-selection-from-outcomes";

/** The selection signals that come with it are not kept, since nobody would read them. */
export function overrideFromOutcomes(call: DeviceCall, input: FromOutcomesOverrideInput): void {
  const parsed = parseOptions(FromOutcomesOverrideSchema, input, call.api);
  if (!admitDeveloper(call)) return;
  const { config, selectionLogicJs: source } = parsed;
  const selectionLogic = { source };
  call.overrides.fromOutcomes.put(call.appId, keyOfFromOutcomesConfig(config), { selectionLogic });
  tellStored(call, overridden, config.selectionLogicUri);
}

export function removeFromOutcomesOverride(
  call: DeviceCall,
  input: AdSelectionFromOutcomesConfigInput,
): void {
  const config = parseOptions(AdSelectionFromOutcomesConfigSchema, input, call.api);
  if (!admitDeveloper(call)) return;
  const key = keyOfFromOutcomesConfig(config);
  const wasThere = call.overrides.fromOutcomes.remove(call.appId, key);
  tellRemoved(call, overridden, { of: config.selectionLogicUri, wasThere });
}

export function resetFromOutcomesOverrides(call: DeviceCall): void {
  if (!admitDeveloper(call)) return;
  tellReset(call, overridden, call.overrides.fromOutcomes.reset(call.appId));
}
