import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import { AdSelectionIdSchema } from "../../model/ad-selection.ts";
import { checkIdIsSet, describeUnusableId, findOutcome } from "../ad-selection/find-outcome.ts";
import type { OutcomeStore, StoredOutcome } from "../ad-selection/outcome-store.ts";
import { byteLength } from "../byte-length.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { BeaconDestination, BeaconStore } from "./beacon-store.ts";
import type { Ping } from "./send-ping.ts";

/** Android's bits; the seller hears first, and no component seller ever has a beacon on a device. */
const DESTINATION_BITS = { seller: 1, buyer: 2, "component-seller": 4 } as const;
const DESTINATIONS = ["seller", "buyer"] as const satisfies readonly BeaconDestination[];

/** What an app can put into a report at all: the limit of the service behind it is a setting. */
const mostRequestBytes = 65_536;

const InteractionReportSchema = z.strictObject({
  adSelectionId: AdSelectionIdSchema,
  key: z.string(),
  /** What the beacon is sent, up to 64 KiB. */
  data: z.string(),
  /** By name, or as the sum of Android's bits: 1 seller, 2 buyer, 4 component seller. */
  destinations: z.union([
    z.array(z.enum(["seller", "buyer", "component-seller"])).readonly(),
    z.number(),
  ]),
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
  const bits = toBits(report.destinations);
  checkRequest(report, bits);
  if (!admitCaller(call)) return [];
  const { adSelectionId } = checkReport(call, stores.outcomes, report);
  const { key, data } = report;
  const wanted = DESTINATIONS.filter((name) => (bits & DESTINATION_BITS[name]) !== 0);
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

function toBits(destinations: InteractionReport["destinations"]): number {
  if (typeof destinations === "number") return destinations;
  return destinations.reduce((bits, name) => bits | DESTINATION_BITS[name], 0);
}

/** What an app cannot even build. */
function checkRequest({ adSelectionId, data }: InteractionReport, bits: number): void {
  checkIdIsSet(adSelectionId);
  if (bits === 0) {
    const detail = "no destination is named: name the seller (bit 1), the buyer (bit 2), or both";
    throw argumentRefused("Reporting destinations bitfield not set.", detail);
  }
  if (!Number.isInteger(bits) || bits < 1 || bits > 7) {
    const detail = `destinations ${bits} are no sum of 1 (seller), 2 (buyer) and 4 (component seller)`;
    throw argumentRefused("Invalid reporting destinations bitfield!", detail);
  }
  const dataBytes = byteLength(data);
  if (dataBytes <= mostRequestBytes) return;
  const message = `Event data should not exceed ${mostRequestBytes} bytes`;
  throw argumentRefused(message, `${message}; it has ${dataBytes}`);
}

function checkReport(
  call: DeviceCall,
  outcomes: OutcomeStore,
  report: InteractionReport,
): StoredOutcome {
  const { adSelectionId, key, data } = report;
  if (!call.settings.registerAdBeaconEnabled) throw apiDisabled();
  const outcome = findOutcome(call, outcomes, adSelectionId);
  if (outcome === undefined) {
    throw argumentRefused(
      "Could not find a match in the database for this adSelectionId and callerPackageName!",
      describeUnusableId(call, outcomes, adSelectionId),
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
  return outcome;
}

function apiDisabled(): ServiceFailure {
  return new ServiceFailure({
    status: SERVICE_STATUS.internalError,
    message: "The reportEvent API is disabled.",
    rule: "api-disabled",
    detail: "reportEvent cannot be used: this profile has beacons off",
  });
}
