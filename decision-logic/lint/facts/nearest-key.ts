import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";
import { toWord } from "./to-word.ts";
import type { WrittenResult } from "./written-results.ts";

/** The key that another one in a result was probably to be: one that the device reads, and that isn't there. */
export function nearestKey(name: string, { object, wanted }: WrittenResult): string | undefined {
  const keys = [...wanted.required, ...wanted.optional];
  if (keys.includes(name)) return undefined;
  const absent = keys.filter((key) => !object.properties.has(key));
  const alias = Object.hasOwn(wanted.aliases, name) ? wanted.aliases[name] : undefined;
  const meant =
    alias ?? absent.find((key) => toWord(key) === toWord(name)) ?? nearestWord(name, absent);
  return meant !== undefined && absent.includes(meant) ? meant : undefined;
}
