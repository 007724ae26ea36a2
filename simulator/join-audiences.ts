import type { AdServices, CustomAudience, MediationEvent } from "../sdk/index.ts";
import { describeStepFailure } from "./step-failure.ts";

/**
 * Puts there what the device has from the start.
 *
 * @throws MediationError ERR_SCENARIO_STEP
 */
export async function joinAudiences(
  phone: { readonly adServices: AdServices; readonly events: readonly MediationEvent[] },
  audiences: readonly CustomAudience[],
): Promise<void> {
  for (const [index, audience] of audiences.entries()) {
    await phone.adServices.controls.preloadCustomAudience(audience).catch((error: unknown) => {
      throw describeStepFailure(phone.events, `device.customAudiences[${index}]`, error);
    });
  }
}
