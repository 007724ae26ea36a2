import type { TracedCall } from "../../testing/index.ts";
import { renderTable } from "./render-table.ts";

/** Calls of a trace with the numbers that they can be had again by. */
export function renderTracedCalls(calls: readonly TracedCall[]): string {
  if (calls.length === 0) return "No script ran in this trace.\n";
  const rows = calls.map((call, index) => [
    index + 1,
    `${call.atMs} ms`,
    call.function,
    call.outcome,
    call.script,
  ]);
  const lines = renderTable(rows, ["right", "right", "left", "left", "left"]);
  return [...lines, "", "Have one again: add --call and its number", ""].join("\n");
}
