import type { JsonValue, ReturnedValue } from "../../sdk/index.ts";

const longest = 100;

export function wordJson(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

export function wordReturned(returned: ReturnedValue): string {
  if (returned.kind === "value") return wordJson(returned.value);
  return returned.kind === "promise" ? "a promise" : returned.because;
}
