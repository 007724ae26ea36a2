import type { JsonObject } from "../../foundation/json.ts";
import type { Signals } from "../../model/signals.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { parseSignals, type SignalRules } from "../lenient-json.ts";

/** What a server or an app wrote, or why it cannot be read: to many callers that is no failure. */
export function readJsonObject(
  text: Signals,
  rules: SignalRules = {},
): JsonObject | LenientJsonError {
  try {
    return parseSignals(text, rules);
  } catch (error) {
    if (error instanceof LenientJsonError) return error;
    throw error;
  }
}
