import type { HttpPurpose } from "../../foundation/http-client.ts";
import type { JsonObject } from "../../foundation/json.ts";
import { withQueryParameter } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { fetchText } from "../device-http.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { parseSignals } from "../lenient-json.ts";
import type { Stage } from "../stage.ts";

/** Trusted signals as they came; scoring tells a server that fails from one that answers with no JSON. */
export type TrustedSignals =
  | { readonly kind: "signals"; readonly signals: JsonObject }
  | { readonly kind: "unavailable" | "unreadable"; readonly detail: string };

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
  const fetched = await fetchText(call, { method: "GET", url, purpose }, stage);
  if (fetched.kind === "unavailable") return fetched;
  try {
    return { kind: "signals", signals: parseSignals(fetched.text) };
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    return { kind: "unreadable", detail: `${url} answered with no JSON object: ${error.message}` };
  }
}

/** An audience sees its own keys only; absent keys are simply missing. */
export function pickKeys(signals: JsonObject, keys: readonly string[]): JsonObject {
  const own = Object.entries(signals).filter(([key]) => keys.includes(key));
  return Object.fromEntries(own);
}
