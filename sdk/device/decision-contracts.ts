import type { JsonObject, JsonValue } from "../foundation/json.ts";
import type { ReturnedValue } from "../foundation/script-sandbox.ts";
import { isJsonObject, LenientJsonError, parseSignals } from "./lenient-json.ts";
import { describeReturned } from "./run-logic.ts";

/** What a script's function gave, once Android's rules have been applied; `detail` is for people. */
export type Read<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "refused"; readonly detail: string };

export interface BidResult {
  readonly renderUri: string;
  readonly metadata: JsonObject;
  readonly bid: number;
}

/** Result of one `generateBid` call, v2: `{ status: 0, ad: { render_uri, metadata }, bid }` (spec: on-device 1.2, 1.4). */
export function readBidResult(returned: ReturnedValue | undefined): Read<BidResult> {
  const result = readStatusZero("generateBid", returned);
  if (result.kind === "refused") return result;
  const { ad, bid } = result.value;
  const amount = toNumber(bid);
  if (amount === undefined) {
    return refused(`generateBid returned bid ${show(bid)}; a bid must be a finite number`);
  }
  if (!isJsonObject(ad) || typeof ad["render_uri"] !== "string") {
    return refused(`generateBid returned ad ${show(ad)}, which has no render_uri`);
  }
  if (!isJsonObject(ad["metadata"])) {
    return refused(`generateBid returned an ad whose metadata is ${show(ad["metadata"])}, no object`);
  }
  return ok({ renderUri: ad["render_uri"], metadata: ad["metadata"], bid: amount });
}

/** Result of one `scoreAd` call: a missing or unusable score counts as 0, which cannot win. */
export function readScore(
  returned: ReturnedValue | undefined,
): Read<{ readonly score: number; readonly problem?: string }> {
  const result = readStatusZero("scoreAd", returned);
  if (result.kind === "refused") return result;
  const score = toNumber(result.value["score"]);
  if (score !== undefined) return ok({ score });
  const problem = `scoreAd returned score ${show(result.value["score"])}, which counts as 0`;
  return ok({ score: 0, problem });
}

/** Result of `selectOutcome`: the id chosen, or null for nobody (spec: on-device 3.4). */
export function readSelectedId(
  returned: ReturnedValue | undefined,
): Read<{ readonly id: JsonValue | undefined } | null> {
  const result = readStatusZero("selectOutcome", returned);
  if (result.kind === "refused") return result;
  const selected = result.value["result"];
  if (selected === null) return ok(null);
  if (isJsonObject(selected)) return ok({ id: selected["id"] });
  const whole = describeReturned(returned);
  return refused(
    `selectOutcome returned ${whole}; result must be one of the outcomes, or null for nobody`,
  );
}

/** Result of `reportResult`: where to report, and what the buyer's `reportWin` is told. */
export function readReportResult(
  returned: ReturnedValue | undefined,
): Read<{ readonly reportingUri: string; readonly signalsForBuyer: JsonObject }> {
  const results = readReportingResults("reportResult", returned);
  if (results.kind === "refused") return results;
  const { signals_for_buyer: signals, reporting_uri: reportingUri } = results.value;
  if (typeof signals !== "string") {
    return refused(
      `reportResult returned signals_for_buyer ${show(signals)}; it must be a string that holds JSON`,
    );
  }
  if (typeof reportingUri !== "string") return missingReportingUri("reportResult", reportingUri);
  try {
    return ok({ reportingUri, signalsForBuyer: parseSignals(signals) });
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    return refused(`reportResult returned signals_for_buyer that is no JSON object: ${error.message}`);
  }
}

/** Result of `reportWin`: where to report. */
export function readReportWin(
  returned: ReturnedValue | undefined,
): Read<{ readonly reportingUri: string }> {
  const results = readReportingResults("reportWin", returned);
  if (results.kind === "refused") return results;
  const reportingUri = results.value["reporting_uri"];
  if (typeof reportingUri !== "string") return missingReportingUri("reportWin", reportingUri);
  return ok({ reportingUri });
}

function readReportingResults(
  functionName: string,
  returned: ReturnedValue | undefined,
): Read<JsonObject> {
  const result = readStatusZero(functionName, returned);
  if (result.kind === "refused") return result;
  const { results } = result.value;
  if (isJsonObject(results)) return ok(results);
  return refused(`${functionName} returned results ${show(results)}, which is no object`);
}

/** Every result but a v3 bid is an object with status 0; numbers may come as text, as Android's reader allows. */
function readStatusZero(
  functionName: string,
  returned: ReturnedValue | undefined,
): Read<JsonObject> {
  const value = returned?.kind === "value" ? returned.value : undefined;
  if (!isJsonObject(value) || value["status"] === undefined || value["status"] === null) {
    return refused(
      `${functionName} returned ${describeReturned(returned)}; it must be an object with status 0`,
    );
  }
  if (toNumber(value["status"]) === 0) return ok(value);
  return refused(`${functionName} returned status ${show(value["status"])}; only 0 is success`);
}

function missingReportingUri(functionName: string, uri: JsonValue | undefined): Read<never> {
  return refused(`${functionName} returned reporting_uri ${show(uri)}; it must be a string`);
}

function toNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === "string" && value.trim() === "") return undefined;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const amount = Number(value);
  return Number.isFinite(amount) ? amount : undefined;
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null (NaN and Infinity become null in JSON)";
  return JSON.stringify(value);
}

function ok<T>(value: T): Read<T> {
  return { kind: "ok", value };
}

function refused(detail: string): Read<never> {
  return { kind: "refused", detail };
}
