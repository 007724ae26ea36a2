import { z } from "zod";
import { AdSelectionIdSchema } from "../../model/ad-selection.ts";
import type { OutcomeStore } from "../ad-selection/outcome-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import {
  byteLength,
  maxKeyBytes,
  type BeaconDestination,
  type BeaconStore,
} from "./beacon-store.ts";
import type { Ping } from "./send-ping.ts";

/** The seller hears first. */
const DESTINATIONS = ["seller", "buyer"] as const satisfies readonly BeaconDestination[];

export const InteractionReportSchema = z.strictObject({
  adSelectionId: AdSelectionIdSchema,
  key: z.string(),
  /** What the beacon is sent, up to 64 KiB. */
  data: z.string(),
  destinations: z.array(z.enum(DESTINATIONS)).readonly(),
});
export type InteractionReport = z.infer<typeof InteractionReportSchema>;

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
  checkReport(call, stores.outcomes, report);
  const { adSelectionId, key, data } = report;
  const wanted = DESTINATIONS.filter((destination) => report.destinations.includes(destination));
  return wanted.flatMap((destination): readonly Ping[] => {
    const uri = stores.beacons.find({ adSelectionId, destination }, key);
    if (uri !== undefined) {
      return [{ adSelectionId, destination, key, method: "POST", uri, body: data }];
    }
    const detail = `the ${destination}'s reporting script registered no beacon for "${key}"`;
    call.emit({ type: "report.withheld", ...call.labels, adSelectionId, destination, key, detail });
    return [];
  });
}

function checkReport(call: DeviceCall, outcomes: OutcomeStore, report: InteractionReport): void {
  const { adSelectionId, key, data } = report;
  if (BigInt(adSelectionId) === 0n) throw argumentRefused("Non-zero ad selection ID must be set");
  if (report.destinations.length === 0) {
    throw argumentRefused("Reporting destinations bitfield not set.");
  }
  if (!call.settings.registerAdBeaconEnabled) throw apiDisabled();
  if (outcomes.find({ adSelectionId, owner: call.appId }) === undefined) {
    throw argumentRefused(
      "Could not find a match in the database for this adSelectionId and callerPackageName!",
      `ad selection ${adSelectionId} is unknown, expired or another app's`,
    );
  }
  const keyBytes = byteLength(key);
  if (keyBytes > maxKeyBytes) {
    const detail = `the key has ${keyBytes} bytes; the limit is ${maxKeyBytes}`;
    throw argumentRefused("Event key max size exceeded!", detail);
  }
  const dataBytes = byteLength(data);
  if (dataBytes > maxDataBytes) {
    const detail = `the data have ${dataBytes} bytes; the limit is ${maxDataBytes}`;
    throw argumentRefused("Event data max size exceeded!", detail);
  }
}

function apiDisabled(): ServiceFailure {
  return new ServiceFailure({
    status: SERVICE_STATUS.internalError,
    message: "The reportEvent API is disabled.",
    rule: "api-disabled",
    detail: "reportEvent cannot be used: this profile has beacons off",
  });
}
