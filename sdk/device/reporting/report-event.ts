import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import { AdSelectionIdSchema } from "../../model/ad-selection.ts";
import type { OutcomeStore } from "../ad-selection/outcome-store.ts";
import { byteLength } from "../byte-length.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { BeaconDestination, BeaconStore } from "./beacon-store.ts";
import type { Ping } from "./send-ping.ts";

/** The seller hears first. */
const DESTINATIONS = ["seller", "buyer"] as const satisfies readonly BeaconDestination[];

const InteractionReportSchema = z.strictObject({
  adSelectionId: AdSelectionIdSchema,
  key: z.string(),
  /** What the beacon is sent, up to 64 KiB. */
  data: z.string(),
  destinations: z.array(z.enum(DESTINATIONS)).readonly(),
});
export type InteractionReport = z.infer<typeof InteractionReportSchema>;

/**
 * Says which beacons to send for an interaction. A key that nobody registered is no error: there is nothing to
 * send (spec: on-device 4.2).
 */
export function reportEvent(
  call: DeviceCall,
  stores: { readonly outcomes: OutcomeStore; readonly beacons: BeaconStore },
  input: InteractionReport,
): readonly Ping[] {
  const report = parseOptions(InteractionReportSchema, input, call.api);
  checkRequest(report);
  if (!admitCaller(call)) return [];
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

/** What an app cannot even build. */
function checkRequest({ adSelectionId, destinations }: InteractionReport): void {
  if (BigInt(adSelectionId) === 0n) throw argumentRefused("Non-zero ad selection ID must be set");
  if (destinations.length > 0) return;
  throw argumentRefused("Reporting destinations bitfield not set.");
}

function checkReport(call: DeviceCall, outcomes: OutcomeStore, report: InteractionReport): void {
  const { adSelectionId, key, data } = report;
  if (!call.settings.registerAdBeaconEnabled) throw apiDisabled();
  if (outcomes.find({ adSelectionId, owner: call.appId }) === undefined) {
    throw argumentRefused(
      "Could not find a match in the database for this adSelectionId and callerPackageName!",
      `ad selection ${adSelectionId} is unknown, expired or another app's`,
    );
  }
  const { maxBeaconKeyBytes, maxEventDataBytes } = call.settings;
  const keyBytes = byteLength(key);
  if (keyBytes > maxBeaconKeyBytes) {
    const detail = `the key has ${keyBytes} bytes; the limit is ${maxBeaconKeyBytes}`;
    throw argumentRefused("Event key max size exceeded!", detail);
  }
  const dataBytes = byteLength(data);
  if (dataBytes > maxEventDataBytes) {
    const detail = `the data have ${dataBytes} bytes; the limit is ${maxEventDataBytes}`;
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
