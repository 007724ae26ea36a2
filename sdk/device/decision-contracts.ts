import type { JsonObject, JsonValue } from "../foundation/json.ts";
import type { ReturnedValue } from "../foundation/script-sandbox.ts";
import { describeReturned, describeValue } from "./describe-value.ts";
import { isJsonObject } from "./lenient-json.ts";

/** What a script's function gave, once Android's rules have been applied. */
export type Read<T> = { readonly kind: "ok"; readonly value: T } | Refused;

export interface Refused {
  readonly kind: "refused";
  /** No object with a status, a status other than 0, or something wrong beside it. */
  readonly flaw: "no-result" | "status" | "shape";
  /** For people. */
  readonly detail: string;
}

/** Result of one `scoreAd` call: a missing or unusable score counts as 0, which cannot win. */
export function readScore(
  returned: ReturnedValue | undefined,
): Read<{ readonly score: number; readonly problem?: string }> {
  const result = readStatusZero("scoreAd", returned);
  if (result.kind === "refused") return result;
  const score = toNumber(result.value["score"]);
  if (score !== undefined) return ok({ score });
  const problem = `scoreAd returned score ${describeValue(result.value["score"])}, which counts as 0`;
  return ok({ score: 0, problem });
}

/** Result of `selectOutcome`: the id chosen, or null for nobody (spec: on-device 3.4). */
export function readSelectedId(
  returned: ReturnedValue | undefined,
): Read<{ readonly id: JsonValue | undefined } | null> {
  const result = readStatusZero("selectOutcome", returned);
  if (result.kind === "refused") return result;
  const selected = result.value["result"];
  if (selected === null || holdsUndefined(returned, "result")) return ok(null);
  if (isJsonObject(selected)) return ok({ id: selected["id"] });
  const whole = describeReturned(returned);
  return malformed(
    `selectOutcome returned ${whole}; result must be one of the outcomes, or null for nobody`,
  );
}

/** `result: outcomes.find(…)` that found nobody: the key is there, which is all Android asks for. */
function holdsUndefined(returned: ReturnedValue | undefined, key: string): boolean {
  return returned?.kind === "value" && returned.undefinedKeys?.includes(key) === true;
}

/** Result of `reportResult`: where to report, and the text that holds what `reportWin` is told. */
export function readReportResult(
  returned: ReturnedValue | undefined,
): Read<{ readonly reportingUri: string; readonly signalsForBuyer: string }> {
  const results = readReportingResults("reportResult", returned);
  if (results.kind === "refused") return results;
  const { signals_for_buyer: signalsForBuyer, reporting_uri: reportingUri } = results.value;
  if (typeof signalsForBuyer !== "string") {
    const signals = describeValue(signalsForBuyer);
    return malformed(
      `reportResult returned signals_for_buyer ${signals}; it must be a string that holds JSON`,
    );
  }
  if (typeof reportingUri !== "string") return missingReportingUri("reportResult", reportingUri);
  return ok({ reportingUri, signalsForBuyer });
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
  return malformed(
    `${functionName} returned results ${describeValue(results)}, which is no object`,
  );
}

/** Every result but a v3 bid is an object with status 0; numbers may come as text, as Android's reader allows. */
export function readStatusZero(
  functionName: string,
  returned: ReturnedValue | undefined,
): Read<JsonObject> {
  const value = returned?.kind === "value" ? returned.value : undefined;
  if (!isJsonObject(value) || value["status"] === undefined || value["status"] === null) {
    const whole = describeReturned(returned);
    return refused(
      "no-result",
      `${functionName} returned ${whole}; it must be an object with status 0`,
    );
  }
  if (toNumber(value["status"]) === 0) return ok(value);
  const status = describeValue(value["status"]);
  return refused("status", `${functionName} returned status ${status}; only 0 is success`);
}

/** Whether a status is there that is no number: null, undefined, true, text that is none (spec: on-device 1.1). */
export function hasUnreadableStatus(returned: ReturnedValue | undefined): boolean {
  if (returned?.kind !== "value" || !isJsonObject(returned.value)) return false;
  const { status } = returned.value;
  if (status === undefined) return holdsUndefined(returned, "status");
  return toNumber(status) === undefined;
}

function missingReportingUri(functionName: string, uri: JsonValue | undefined): Refused {
  return malformed(
    `${functionName} returned reporting_uri ${describeValue(uri)}; it must be a string`,
  );
}

const decimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** A finite number, or text that Java would read as one. */
export function toNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || !decimal.test(value))) {
    return undefined;
  }
  const amount = Number(value);
  return Number.isFinite(amount) ? amount : undefined;
}

export function ok<T>(value: T): Read<T> {
  return { kind: "ok", value };
}

export function malformed(detail: string): Refused {
  return refused("shape", detail);
}

function refused(flaw: Refused["flaw"], detail: string): Refused {
  return { kind: "refused", flaw, detail };
}
