import type { JsonValue } from "../foundation/json.ts";
import type { ReturnedValue } from "../foundation/script-sandbox.ts";

/** What a script's value looks like in a sentence. */
export function describeReturned(returned: ReturnedValue | undefined): string {
  if (returned === undefined || returned.kind === "nothing") return "nothing";
  if (returned.kind === "promise") return "a promise, which nobody awaits";
  return excerptJson(returned.value);
}

/** What a part of it looks like. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null (NaN and Infinity become null in JSON)";
  return excerptJson(value);
}

/** JSON text, cut where a sentence would drown in it. */
export function excerptJson(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
