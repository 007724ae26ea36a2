import { nearestWord } from "../sdk/foundation/nearest-word.ts";

/** Says that a name is unknown and which one was probably meant; without a likely one, which ones there are. */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  const nearest = nearestWord(name, known);
  if (nearest !== undefined) return `Unknown ${kind} "${name}": did you mean "${nearest}"?`;
  if (known.length === 0) return `Unknown ${kind} "${name}": none is configured`;
  return `Unknown ${kind} "${name}": there is ${known.map((each) => `"${each}"`).join(", ")}`;
}
