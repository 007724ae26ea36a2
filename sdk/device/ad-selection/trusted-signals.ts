import type { Deadline } from "../../foundation/deadline.ts";
import type { HttpPurpose } from "../../foundation/http-client.ts";
import type { JsonObject } from "../../foundation/json.ts";
import type { DeviceCall } from "../device-call.ts";
import { fetchText } from "../device-http.ts";
import { LenientJsonError, parseSignals } from "../lenient-json.ts";

export type TrustedSignals =
  | { readonly kind: "signals"; readonly signals: JsonObject }
  | { readonly kind: "unavailable"; readonly detail: string };

export interface TrustedSignalsRequest {
  readonly uri: string;
  /** `keys` when bidding, `renderuris` when scoring. */
  readonly parameter: "keys" | "renderuris";
  readonly values: readonly string[];
  readonly purpose: HttpPurpose;
}

/** One GET for all values at once, comma-joined and percent-encoded as one; sent even when there is none. */
export async function fetchTrustedSignals(
  call: DeviceCall,
  { uri, parameter, values, purpose }: TrustedSignalsRequest,
  deadline: Deadline,
): Promise<TrustedSignals> {
  const separator = uri.includes("?") ? "&" : "?";
  const url = `${uri}${separator}${parameter}=${encodeURIComponent(values.join(","))}`;
  const fetched = await fetchText(call, { method: "GET", url, purpose }, deadline);
  if (fetched.kind === "unavailable") return fetched;
  try {
    return { kind: "signals", signals: parseSignals(fetched.text) };
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    return { kind: "unavailable", detail: `${url} answered with no JSON object: ${error.message}` };
  }
}

/** An audience sees its own keys only; absent keys are simply missing. */
export function pickKeys(signals: JsonObject, keys: readonly string[]): JsonObject {
  const own = Object.entries(signals).filter(([key]) => keys.includes(key));
  return Object.fromEntries(own);
}
