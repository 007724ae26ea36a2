import type { JsonValue } from "../foundation/json.ts";
import type { ReturnedValue } from "../foundation/script-sandbox.ts";

/** What a script's value looks like in a sentence. */
export function describeReturned(returned: ReturnedValue | undefined): string {
  if (returned === undefined || returned.kind === "nothing") return "nothing";
  if (returned.kind === "promise") return "a promise, which nobody awaits";
  return excerptJson(returned.value);
}

/** JSON text, cut where a sentence would drown in it. */
export function excerptJson(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
