import type { Colors } from "picocolors/types.js";
import { renderTable, type Cell } from "./render-table.ts";
import { shorten } from "./shorten.ts";

/** One column: its head, the most room it may take, and what stands in it. */
export interface Column<Thing> {
  readonly head: string;
  readonly width: number;
  readonly align?: "right";
  readonly cell: (thing: Thing) => Cell;
}

/** A line for each thing below a head, within 80 columns if the widths and two spaces between them are. */
export function renderThings<Thing>(
  things: readonly Thing[],
  columns: readonly Column<Thing>[],
  { dim }: Colors,
): string {
  if (things.length === 0) return `${dim("None yet.")}\n`;
  const [head = "", ...lines] = renderTable(
    [
      columns.map(({ head: text }) => text),
      ...things.map((thing) => columns.map(({ cell, width }) => fit(cell(thing), width))),
    ],
    columns.map(({ align }) => align ?? "left"),
  );
  return `${[dim(head), ...lines].join("\n")}\n`;
}

/** Somebody else chose the names, and a terminal obeys control characters. */
function fit(cell: Cell, width: number): Cell {
  if (cell === undefined) return undefined;
  return shorten(String(cell).replaceAll(/\p{Cc}/gu, "\uFFFD"), width);
}
