import type { HttpPurpose } from "../foundation/http-client.ts";
import type { DeviceCall } from "./device-call.ts";
import { fetchResponse } from "./device-http.ts";
import type { Stage } from "./stage.ts";

export interface ScriptRequest {
  readonly uri: string;
  readonly purpose: HttpPurpose;
  /** Highest version to ask for; its absence asks for none, and what a server says unasked is not read. */
  readonly version?: number | undefined;
}

export interface FetchedScript {
  readonly kind: "script";
  readonly source: string;
  /** As its server named it. */
  readonly versionHeader: string | undefined;
}

/** Named without dashes, as Android does (spec: on-device 1.3). */
export const versionHeaderName = "X_FLEDGE_BUYER_BIDDING_LOGIC_VERSION";

/**
 * A script from its address, or from the device's cache: a 2xx answer is used again for two days, whatever its
 * server says of caching (spec: on-device 5).
 */
export async function fetchScript(
  call: DeviceCall,
  request: ScriptRequest,
  stage: Stage,
): Promise<FetchedScript | { readonly kind: "unavailable"; readonly detail: string }> {
  const { uri, purpose, version } = request;
  const { httpCacheEnabled, httpCacheJsEnabled } = call.settings;
  const isCaching = httpCacheEnabled && httpCacheJsEnabled;
  const cached = isCaching ? call.scriptCache.find(uri) : undefined;
  if (cached !== undefined) {
    const { source, versionHeader, fetchedAtMs, expiresAtMs } = cached;
    call.emit({ type: "logic.reused", ...call.labels, url: uri, fetchedAtMs, expiresAtMs });
    return { kind: "script", source, versionHeader };
  }
  const headers = version === undefined ? {} : { [versionHeaderName]: String(version) };
  const fetched = await fetchResponse(call, { method: "GET", url: uri, purpose, headers }, stage);
  if (fetched.kind === "unavailable") return fetched;
  const { body: source, headers: answered } = fetched.response;
  const versionHeader =
    version === undefined ? undefined : answered[versionHeaderName.toLowerCase()];
  if (isCaching)
    keep(call, uri, { source, versionHeader, cacheControl: answered["cache-control"] });
  return { kind: "script", source, versionHeader };
}

function keep(
  { environment, scriptCache, settings }: DeviceCall,
  url: string,
  fetched: {
    readonly source: string;
    readonly versionHeader: string | undefined;
    readonly cacheControl: string | undefined;
  },
): void {
  const { source, versionHeader, cacheControl } = fetched;
  const { httpCacheHonoursCacheControl, httpCacheMaxAgeMs } = settings;
  const toldMs = httpCacheHonoursCacheControl ? readMaxAgeMs(cacheControl) : undefined;
  const maxAgeMs = toldMs ?? httpCacheMaxAgeMs;
  if (maxAgeMs <= 0) return;
  const fetchedAtMs = environment.clock.elapsedMs();
  const expiresAtMs = fetchedAtMs + maxAgeMs;
  scriptCache.put(url, { source, versionHeader, fetchedAtMs, expiresAtMs });
}

/** What a server says of how long its answer may be kept, if it says anything. */
function readMaxAgeMs(cacheControl = ""): number | undefined {
  const directives = cacheControl
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  if (directives.includes("no-store") || directives.includes("no-cache")) return 0;
  const [seconds] = directives.flatMap((directive) => /^max-age=(\d+)$/.exec(directive)?.[1] ?? []);
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
