import type { OutcomeStore } from "./ad-selection/outcome-store.ts";
import type { DeviceCall } from "./device-call.ts";
import type { BeaconStore } from "./reporting/beacon-store.ts";

/**
 * Deletes ad selections that are past their lifetime, then the scripts and beacons that belong to none any more.
 * Nothing else ever looks at their age: between two runs of the job an old id still works (spec: on-device 2.7).
 */
export async function runMaintenance(
  call: DeviceCall,
  stores: { readonly outcomes: OutcomeStore; readonly beacons: BeaconStore },
): Promise<void> {
  const { outcomes } = stores;
  const oldestMs = call.environment.clock.nowMs() - call.settings.adSelectionLifetimeMs;
  const adSelections = outcomes.deleteOlderThan(oldestMs);
  const scripts = outcomes.deleteUnusedScripts();
  const beacons = stores.beacons.deleteUnless((adSelectionId) => outcomes.has(adSelectionId));
  call.emit({
    type: "storage.cleared",
    ...call.labels,
    adSelections: [...adSelections],
    scripts: [...scripts],
    beacons: [...beacons],
  });
}
