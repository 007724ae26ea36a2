import type { JsonObject, JsonValue } from "../foundation/json.ts";
import type { Signals } from "../model/signals.ts";
import { LenientJsonError, maxDepth, readLenientJson, tooDeep } from "./lenient-json-reader.ts";

/**
 * Reads signals as a device does: Android checks the text with its lenient parser and then pastes it into the
 * script as source, so what both accept works – unquoted keys, single quotes, comments, hexadecimal numbers
 * (spec: on-device 1.1). Values come out; nothing is ever pasted. What JSON has no word for, `undefined` and
 * `NaN`, is left out: a script compares with it as with a key that is not there.
 * Where a profile asks for strict signals, the text has to be JSON.
 *
 * @throws LenientJsonError
 */
export function parseSignals(signals: Signals, { strictSignals }: SignalRules = {}): JsonObject {
  if (typeof signals !== "string") return signals;
  const value =
    strictSignals === true
      ? parseStrictlyOrThrow(signals)
      : (parseStrictly(signals) ?? readLenientJson(signals));
  if (!isJsonObject(value)) throw new LenientJsonError(`expected an object, got ${cut(signals)}`);
  if (isDeeperThan(value, maxDepth)) throw new LenientJsonError(tooDeep);
  return value;
}

/** A profile's settings have it. */
export interface SignalRules {
  readonly strictSignals?: boolean;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nearly all signals are plain JSON, which the engine itself reads fastest. */
function parseStrictly(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function parseStrictlyOrThrow(text: string): JsonValue {
  const value = parseStrictly(text);
  if (value !== undefined) return value;
  throw new LenientJsonError(
    `strictSignals is on in this profile, and this is no strict JSON: ${cut(text)}`,
  );
}

function isDeeperThan(value: JsonValue, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
