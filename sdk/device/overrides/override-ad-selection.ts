import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionConfigSchema,
  type AdSelectionConfig,
  type AdSelectionConfigInput,
} from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { admitDeveloper } from "./admit-developer.ts";
import { AdSelectionOverrideSchema, type AdSelectionOverrideInput } from "./override-inputs.ts";
import { keyOfConfig } from "./override-keys.ts";
import { tellRemoved, tellReset, tellStored } from "./tell-override.ts";

const overridden = "ad-selection";

export function overrideAdSelection(call: DeviceCall, input: AdSelectionOverrideInput): void {
  const parsed = parseOptions(AdSelectionOverrideSchema, input, call.api);
  if (!admitDeveloper(call)) return;
  const { config, decisionLogicJs: source, ...given } = parsed;
  const { trustedScoringSignals, perBuyerDecisionLogic } = given;
  call.overrides.adSelections.put(call.appId, keyOfConfig(config), {
    decisionLogic: { source },
    trustedScoringSignals,
    perBuyerDecisionLogic,
  });
  tellStored(call, overridden, describe(config));
}

export function removeAdSelectionOverride(call: DeviceCall, input: AdSelectionConfigInput): void {
  const config = parseOptions(AdSelectionConfigSchema, input, call.api);
  if (!admitDeveloper(call)) return;
  const wasThere = call.overrides.adSelections.remove(call.appId, keyOfConfig(config));
  tellRemoved(call, overridden, { of: describe(config), wasThere });
}

export function resetAdSelectionOverrides(call: DeviceCall): void {
  if (!admitDeveloper(call)) return;
  tellReset(call, overridden, call.overrides.adSelections.reset(call.appId));
}

function describe({ seller, decisionLogicUri, customAudienceBuyers }: AdSelectionConfig): string {
  const buyers = customAudienceBuyers.join(", ") || "no buyer";
  return `seller ${seller}, decision logic ${decisionLogicUri}, ${buyers}`;
}
