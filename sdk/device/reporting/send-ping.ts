import { isEnrolledUri } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import type { BeaconDestination } from "./beacon-store.ts";
import { sendBestEffort } from "./send-best-effort.ts";

/** One request that tells a party about an impression (GET) or an interaction (POST). */
export interface Ping {
  readonly adSelectionId: string;
  readonly destination: BeaconDestination;
  /** `impression`, or the key of the interaction. */
  readonly key: string;
  readonly method: "GET" | "POST";
  readonly uri: string;
  readonly body?: string;
}

/**
 * Best effort, and not before the app has heard of its call's success: the answer is told to the trace and to
 * nobody else (spec: on-device 4.1).
 */
export async function sendPing(call: DeviceCall, ping: Ping): Promise<void> {
  const { adSelectionId, destination, key, method, uri, body } = ping;
  await call.environment.clock.sleep(0);
  if (isKeptBack(call, ping)) return;
  const purpose = method === "GET" ? "impression-report" : "event-report";
  const headers = { "content-type": "text/plain; charset=utf-8" };
  const answer = await sendBestEffort(call, {
    method,
    url: uri,
    purpose,
    ...(body !== undefined && { body, headers }),
  });
  const facts = { adSelectionId, destination, key, method, uri };
  call.emit({ type: "report.sent", ...call.labels, ...facts, ...answer });
}

/** A seller's impression goes out unchecked: its ad tech was asked for when the call began. */
function isKeptBack(call: DeviceCall, { method, uri, ...rest }: Ping): boolean {
  const { adSelectionId, destination, key } = rest;
  const isChecked = method === "POST" || destination === "buyer";
  if (!isChecked || isEnrolledUri(call, uri)) return false;
  const facts = { adSelectionId, destination, key, rule: "ad-tech-not-allowed" } as const;
  const detail = `${uri} is on the host of no enrolled ad tech`;
  call.emit({ type: "report.withheld", ...call.labels, ...facts, detail });
  return true;
}
