import type { Phone } from "./phone.ts";
import type { PreloadedAudience } from "./scenario/device-schema.ts";
import { describeStepFailure } from "./step-failure.ts";

/**
 * Puts there what the device has from the start.
 *
 * @throws MediationError ERR_SCENARIO_STEP
 */
export async function joinAudiences(
  { adServices, events }: Phone,
  audiences: readonly PreloadedAudience[],
): Promise<void> {
  for (const [index, preloaded] of audiences.entries()) {
    const { owner, lastUpdatedAtMs, ...audience } = preloaded;
    const { controls } = owner === undefined ? adServices : adServices.forApp(owner);
    await controls.preloadCustomAudience(audience, { lastUpdatedAtMs }).catch((error: unknown) => {
      throw describeStepFailure(events, `device.customAudiences[${index}]`, error);
    });
  }
}
