import { createOutcomeStore } from "./ad-selection/outcome-store.ts";
import type { Roster } from "./ad-selection/roster.ts";
import { createAudienceStores } from "./custom-audiences/audience-stores.ts";
import type { DebugReport } from "./debug-reports/debug-report.ts";
import { createFilterStores } from "./filters/filter-stores.ts";
import type { ProfileSettings } from "./profile.ts";
import { createBeaconStore } from "./reporting/beacon-store.ts";
import { createOutbox } from "./reporting/outbox.ts";

/** What a device keeps: its tables, and what is still to be sent or decided. */
export function createDeviceStores(settings: ProfileSettings) {
  return {
    ...createAudienceStores(),
    ...createFilterStores(settings),
    outcomes: createOutcomeStore(),
    beacons: createBeaconStore(settings),
    outbox: createOutbox(),
    debugReports: new Array<DebugReport>(),
    openRosters: new Set<Roster>(),
  };
}
