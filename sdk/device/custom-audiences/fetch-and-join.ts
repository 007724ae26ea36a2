import type { HttpRequest, HttpResponse } from "../../foundation/http-client.ts";
import type { JsonObject } from "../../foundation/json.ts";
import { parseOptions } from "../../foundation/parse-options.ts";
import {
  FetchCustomAudienceSchema,
  type FetchCustomAudienceInput,
} from "../../model/custom-audience.ts";
import { describeHttpFailure } from "../../model/traced-http.ts";
import { byteLength } from "../byte-length.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { exchange } from "../device-http.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { toAudienceJson } from "./audience-json.ts";
import type { AudienceStores } from "./audience-stores.ts";
import { checkQuantity } from "./check-quantity.ts";
import { checkEnabled, findBuyer } from "./feature-call.ts";
import { fuseAudience } from "./fuse-audience.ts";
import type { AppAndBuyer, Quarantine } from "./quarantine.ts";
import { readJsonObject } from "./read-json-object.ts";
import { validateAudience } from "./validate-audience.ts";

/**
 * Joins a custom audience that the buyer's server describes. What the app says goes along in a header, and
 * wins over the answer (spec: on-device 9).
 */
export async function fetchAndJoin(
  call: DeviceCall,
  stores: AudienceStores,
  input: FetchCustomAudienceInput,
): Promise<void> {
  const { fetchUri, ...facts } = parseOptions(FetchCustomAudienceSchema, input, call.api);
  checkEnabled(call.settings.fetchCustomAudienceEnabled, "fetchCustomAudience");
  const pair = { owner: call.appId, buyer: findBuyer(call, fetchUri) };
  if (!admitCaller(call, pair.buyer)) return;
  checkQuarantine(call, stores.quarantine, pair);
  checkQuantity(call, stores.customAudiences, { owner: pair.owner });
  const draft = { ...pair, ...facts };
  validateAudience(call, draft, "server");
  const request = toRequest(call, fetchUri, toAudienceJson(draft));
  const response = await ask(call, request);
  if (response.status === 429) throw beginQuarantine(call, stores.quarantine, { pair, response });
  const failure = describeHttpFailure(request, response);
  if (failure !== undefined) throw fetchFailed(failure);
  const audience = fuseAudience(call, readBody(request, response), draft);
  stores.customAudiences.put(audience);
  const { owner, buyer, name } = audience;
  call.emit({ type: "audience.joined", owner, buyer, name, by: "fetch" });
}

function checkQuarantine(call: DeviceCall, quarantine: Quarantine, pair: AppAndBuyer): void {
  const remainingMs = quarantine.remainingMs(pair, call.environment.clock.nowMs());
  if (remainingMs === 0) return;
  const detail = `${pair.buyer} asked ${pair.owner} to stay away for another ${remainingMs} ms`;
  throw quarantined("This combination of owner and buyer is quarantined!", detail);
}

function toRequest(call: DeviceCall, url: string, json: JsonObject): HttpRequest {
  const text = JSON.stringify(json);
  const bytes = byteLength(text);
  const limit = call.settings.fetchCustomAudienceMaxRequestHeaderBytes;
  if (bytes > limit) {
    const message = "Size of custom headers exceeds limit.";
    throw argumentRefused(message, `the header has ${bytes} bytes; the limit is ${limit}`);
  }
  const headers = { "X-CUSTOM-AUDIENCE-DATA": escapeForHeader(text) };
  return { method: "GET", url, purpose: "custom-audience-fetch", headers };
}

/** A header takes no more than ASCII; to a reader of JSON the text stays the same. */
function escapeForHeader(json: string): string {
  return json.replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

async function ask(call: DeviceCall, request: HttpRequest): Promise<HttpResponse> {
  const timeoutMs = call.settings.httpReadTimeoutMs;
  const exchanged = await exchange(call, request, { timeoutMs });
  if (exchanged.kind === "unavailable") throw fetchFailed(exchanged.detail);
  return exchanged.response;
}

/** `Retry-After` counts milliseconds here, whatever HTTP says; without a number, the shortest time. */
function beginQuarantine(
  { settings, environment }: DeviceCall,
  quarantine: Quarantine,
  { pair, response }: { readonly pair: AppAndBuyer; readonly response: HttpResponse },
): ServiceFailure {
  const { fetchCustomAudienceMinRetryAfterMs: minMs } = settings;
  const { fetchCustomAudienceMaxRetryAfterMs: maxMs } = settings;
  const retryAfter = response.headers["retry-after"] ?? "";
  const askedMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) : 0;
  const durationMs = Math.min(Math.max(askedMs, minMs), maxMs);
  quarantine.begin(pair, environment.clock.nowMs() + durationMs);
  const detail = `${pair.buyer} answered with status 429 and Retry-After "${retryAfter}": ${pair.owner} stays away for ${durationMs} ms`;
  return quarantined("Server returned an error with code 429.", detail);
}

function readBody({ url }: HttpRequest, { body }: HttpResponse): JsonObject {
  const json = readJsonObject(body);
  if (!(json instanceof LenientJsonError)) return json;
  const { message } = json;
  const detail = `${url} answered with no JSON object: ${message}`;
  const status = SERVICE_STATUS.invalidObject;
  throw new ServiceFailure({ status, message, rule: "audience-fetch-failed", detail });
}

function fetchFailed(message: string): ServiceFailure {
  const status = SERVICE_STATUS.internalError;
  return new ServiceFailure({ status, message, rule: "audience-fetch-failed" });
}

function quarantined(message: string, detail: string): ServiceFailure {
  const status = SERVICE_STATUS.serverRateLimitReached;
  return new ServiceFailure({ status, message, rule: "buyer-quarantined", detail });
}
