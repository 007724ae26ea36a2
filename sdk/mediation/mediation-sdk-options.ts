import type { NetworkAdapter } from "../adapter/network-adapter.ts";
import type { AdServices } from "../device/ad-services.ts";
import type { Environment } from "../foundation/environment.ts";
import type { AdSlot } from "../model/ad-slot.ts";
import type { PrivacySettings } from "../model/privacy-settings.ts";
import type { MediationOptionsInput } from "./mediation-options.ts";

export interface MediationSdkOptions {
  readonly environment: Environment;
  readonly adServices: AdServices;
  readonly adapters: readonly NetworkAdapter[];
  readonly appId: string;
  readonly slots: readonly AdSlot[];
  /** Where chains come from. */
  readonly contextualEndpointUrl: string;
  readonly mediation?: MediationOptionsInput;
  /** What the user allows, until `setPrivacySettings` says otherwise. */
  readonly privacy?: PrivacySettings;
}
