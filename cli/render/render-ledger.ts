import type { Colors } from "picocolors/types.js";
import type { LedgerEntry } from "../../sdk/index.ts";

/** Why the others did not win: one entry per loser, under the node in whose turn it lost. */
export function renderLedger(ledger: readonly LedgerEntry[], colours: Colors): string {
  if (ledger.length === 0) return "";
  const groups = Map.groupBy(ledger, describePlace);
  const lines = [...groups].flatMap(([place, entries]) => [
    `  ${place}`,
    ...entries.flatMap((entry) => renderEntry(entry, colours)),
  ]);
  return [colours.bold("why the others did not win"), ...lines].join("\n");
}

function describePlace({ requestId, nodeId }: LedgerEntry): string {
  if (requestId === undefined) return "outside any request";
  return nodeId === undefined ? requestId : `${requestId}, node ${nodeId}`;
}

function renderEntry({ subject, rule, detail }: LedgerEntry, colours: Colors): string[] {
  const words = detail.split("\n").map((line) => `      ${colours.dim(line)}`);
  return [`    ${subject}  ${colours.cyan(rule)}`, ...words];
}
