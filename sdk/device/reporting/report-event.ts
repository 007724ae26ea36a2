import type { OutcomeStore } from "../ad-selection/outcome-store.ts";
import { argumentRefused } from "../ad-selection/validate-config.ts";
import type { DeviceCall } from "../device-call.ts";
import { byteLength, type BeaconDestination, type BeaconStore } from "./beacon-store.ts";
import type { Ping } from "./send-ping.ts";

export interface InteractionReport {
  readonly adSelectionId: string;
  readonly key: string;
  /** What the beacon is sent, up to 64 KiB. */
  readonly data: string;
  readonly destinations: readonly BeaconDestination[];
}

const maxKeyBytes = 40;
const maxDataBytes = 65_536;

/**
 * Says which beacons to send for an interaction. A key that nobody registered is no error: there is nothing to
 * send (spec: on-device 4.2).
 */
export function reportEvent(
  call: DeviceCall,
  stores: { readonly outcomes: OutcomeStore; readonly beacons: BeaconStore },
  report: InteractionReport,
): readonly Ping[] {
  const { adSelectionId, key, data } = report;
  if (report.destinations.length === 0) {
    throw argumentRefused("Reporting destinations bitfield not set.");
  }
  if (stores.outcomes.find({ adSelectionId, owner: call.appId }) === undefined) {
    throw argumentRefused(
      "Could not find a match in the database for this adSelectionId and callerPackageName!",
    );
  }
  if (byteLength(key) > maxKeyBytes) throw argumentRefused("Event key max size exceeded!");
  if (byteLength(data) > maxDataBytes) throw argumentRefused("Event data max size exceeded!");
  return report.destinations.flatMap((destination): readonly Ping[] => {
    const uri = stores.beacons.find({ adSelectionId, destination, key });
    if (uri !== undefined) {
      return [{ adSelectionId, destination, key, method: "POST", uri, body: data }];
    }
    const detail = `the ${destination}'s reporting script registered no beacon for "${key}"`;
    call.emit({ type: "report.withheld", ...call.labels, adSelectionId, destination, key, detail });
    return [];
  });
}
