import { MediationError, nearestWord } from "../../sdk/index.ts";

const maxNamesListed = 8;

/**
 * Holds a name against those that a trace has; undefined asks for nothing.
 *
 * @throws MediationError ERR_TRACE_NO_MATCH
 */
export function refuseUnknown(
  known: readonly string[],
  name: string | undefined,
  noun: "ad" | "node" | "request" | "slot",
): void {
  if (name === undefined || known.includes(name)) return;
  // A number is not misspelt.
  const nearest = noun === "request" ? undefined : nearestWord(name, known);
  throw new MediationError("ERR_TRACE_NO_MATCH", `There is no ${noun} "${name}" in the trace.`, {
    hint: nearest === undefined ? listKnown(known, noun) : `Did you mean ${nearest}?`,
    details: { known },
  });
}

function listKnown(known: readonly string[], noun: string): string {
  if (known.length === 0) return `The trace has no ${noun} at all.`;
  const more = known.length > maxNamesListed ? `, and ${known.length - maxNamesListed} more` : "";
  return `There is: ${known.slice(0, maxNamesListed).join(", ")}${more}.`;
}
