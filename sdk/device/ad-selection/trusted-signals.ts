import type { HttpPurpose } from "../../foundation/http-client.ts";
import type { JsonObject } from "../../foundation/json.ts";
import { withQueryParameter } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { fetchResponse } from "../device-http.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { parseSignals } from "../lenient-json.ts";
import type { Stage } from "../stage.ts";

/** Trusted signals as they came; scoring tells a server that fails from one that answers with no JSON. */
export type TrustedSignals =
  | ReadSignals
  | { readonly kind: "unavailable" | "unreadable"; readonly detail: string };

export interface ReadSignals {
  readonly kind: "signals";
  readonly signals: JsonObject;
  /** As the server named it; undefined as well where the profile does not ask. */
  readonly dataVersion: number | undefined;
  /** A developer's, in the place of a server's. */
  readonly isOverridden?: true;
}

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
  stage: Stage,
): Promise<TrustedSignals> {
  const url = withQueryParameter(uri, parameter, values.join(","));
  const fetched = await fetchResponse(call, { method: "GET", url, purpose }, stage);
  if (fetched.kind === "unavailable") return fetched;
  const { body, headers } = fetched.response;
  try {
    const dataVersion = readDataVersion(call, headers);
    return { kind: "signals", signals: parseSignals(body, call.settings), dataVersion };
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    return { kind: "unreadable", detail: `${url} answered with no JSON object: ${error.message}` };
  }
}

/** What is no whole number from 0 to 255 counts as no version, and never as an error (spec: on-device 7). */
function readDataVersion(
  { settings }: DeviceCall,
  headers: Readonly<Record<string, string>>,
): number | undefined {
  if (!settings.dataVersionHeaderEnabled) return undefined;
  const [first = ""] = (headers["data-version"] ?? "").split(", ");
  const version = /^\d+$/.test(first) ? Number(first) : Number.NaN;
  return version <= 255 ? version : undefined;
}

/** What scripts are told of it: an absent version is an absent key (spec: on-device 1.2). */
export function toContextualSignals(dataVersion: number | undefined): JsonObject {
  return dataVersion === undefined ? {} : { dataVersion };
}

/** An audience sees its own keys of a server's answer only; absent keys are simply missing. */
export function pickKeys(
  { signals, isOverridden }: ReadSignals,
  keys: readonly string[],
): JsonObject {
  if (isOverridden) return signals;
  const own = Object.entries(signals).filter(([key]) => keys.includes(key));
  return Object.fromEntries(own);
}
