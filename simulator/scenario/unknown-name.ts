import { nearestWord } from "../../sdk/index.ts";
import type { Part } from "./input-part.ts";
import type { Finding } from "./scenario-problem.ts";

/** Speaks of the last key of the path. */
export function unknownKey({ path }: Part, noun: string, known: readonly string[]): Finding[] {
  const name = String(path.at(-1));
  return known.includes(name) ? [] : [{ path, at: "key", message: unknown(noun, name, known) }];
}

/** Speaks of the value; of one that is no text, its schema does. */
export function unknownValue(
  { path, value }: Part,
  noun: string,
  known: readonly string[],
): Finding[] {
  if (typeof value !== "string" || known.includes(value)) return [];
  return [{ path, at: "value", message: unknown(noun, value, known) }];
}

function unknown(noun: string, name: string, known: readonly string[]): string {
  const nearest = nearestWord(name, known);
  if (nearest !== undefined) return `unknown ${noun} "${name}", did you mean "${nearest}"?`;
  if (known.length === 0) return `unknown ${noun} "${name}", the scenario has none`;
  return `unknown ${noun} "${name}", expected one of ${known.join(", ")}`;
}
