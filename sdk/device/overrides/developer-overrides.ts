import type {
  AdSelectionConfigInput,
  AdSelectionFromOutcomesConfigInput,
} from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import {
  overrideAdSelection,
  removeAdSelectionOverride,
  resetAdSelectionOverrides,
} from "./override-ad-selection.ts";
import type { OverrideApi } from "./override-apis.ts";
import {
  overrideCustomAudience,
  removeCustomAudienceOverride,
  resetCustomAudienceOverrides,
} from "./override-custom-audience.ts";
import {
  overrideFromOutcomes,
  removeFromOutcomesOverride,
  resetFromOutcomesOverrides,
} from "./override-from-outcomes.ts";
import type {
  AdSelectionOverrideInput,
  AudienceOverrideKey,
  CustomAudienceOverrideInput,
  FromOutcomesOverrideInput,
} from "./override-inputs.ts";

/**
 * What a developer may put in the place of scripts and trusted signals, for this app's own calls and only while
 * the conditions `developerOptions` and `appDebuggable` hold (spec: on-device 8). An override replaces the one
 * before it; removing what is not there is a success.
 *
 * @throws MediationError ERR_DEVICE_SECURITY
 */
export interface DeveloperOverrides {
  overrideAdSelection(input: AdSelectionOverrideInput): Promise<void>;
  removeAdSelectionOverride(config: AdSelectionConfigInput): Promise<void>;
  resetAdSelectionOverrides(): Promise<void>;
  overrideAdSelectionFromOutcomes(input: FromOutcomesOverrideInput): Promise<void>;
  removeAdSelectionFromOutcomesOverride(config: AdSelectionFromOutcomesConfigInput): Promise<void>;
  resetAdSelectionFromOutcomesOverrides(): Promise<void>;
  /** One for another app's audience is ignored. */
  overrideCustomAudience(input: CustomAudienceOverrideInput): Promise<void>;
  removeCustomAudienceOverride(audience: AudienceOverrideKey): Promise<void>;
  resetCustomAudienceOverrides(): Promise<void>;
}

export function createDeveloperOverrides(
  run: (api: OverrideApi, work: (call: DeviceCall) => Promise<void>) => Promise<void>,
): DeveloperOverrides {
  const taking =
    <Given extends unknown[]>(
      api: OverrideApi,
      change: (call: DeviceCall, ...given: Given) => void,
    ) =>
    (...given: Given): Promise<void> =>
      run(api, async (call) => change(call, ...given));
  return {
    overrideAdSelection: taking("overrideAdSelection", overrideAdSelection),
    removeAdSelectionOverride: taking("removeAdSelectionOverride", removeAdSelectionOverride),
    resetAdSelectionOverrides: taking("resetAdSelectionOverrides", resetAdSelectionOverrides),
    overrideAdSelectionFromOutcomes: taking(
      "overrideAdSelectionFromOutcomes",
      overrideFromOutcomes,
    ),
    removeAdSelectionFromOutcomesOverride: taking(
      "removeAdSelectionFromOutcomesOverride",
      removeFromOutcomesOverride,
    ),
    resetAdSelectionFromOutcomesOverrides: taking(
      "resetAdSelectionFromOutcomesOverrides",
      resetFromOutcomesOverrides,
    ),
    overrideCustomAudience: taking("overrideCustomAudience", overrideCustomAudience),
    removeCustomAudienceOverride: taking(
      "removeCustomAudienceOverride",
      removeCustomAudienceOverride,
    ),
    resetCustomAudienceOverrides: taking(
      "resetCustomAudienceOverrides",
      resetCustomAudienceOverrides,
    ),
  };
}
