import { wrapText } from "./wrap-text.ts";

const gap = "  ";

/** Columns of texts below their heads; those that are too wide go on below. */
export function renderPageTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const widths = fitColumns([header, ...rows], width - gap.length * (header.length - 1));
  const rule = widths.map((column) => "-".repeat(column));
  return [header, rule, ...rows].flatMap((row) => renderCells(row, widths));
}

/** Takes from the widest column until all fit, as far as their words can be kept whole. */
function fitColumns(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const lengths = (column: number, of: (cell: string) => number): number =>
    Math.max(1, ...rows.map((row) => of(row[column] ?? "")));
  const columns = (rows[0] ?? []).map((_cell, column) => ({
    width: lengths(column, (cell) => cell.length),
    leastWidth: lengths(column, (cell) =>
      Math.max(...cell.split(/\s+/).map((word) => word.length)),
    ),
  }));
  const total = (): number => columns.reduce((sum, column) => sum + column.width, 0);
  while (total() > width) {
    const shrinkable = columns.filter((column) => column.width > column.leastWidth);
    const [widest] = shrinkable.toSorted((one, other) => other.width - one.width);
    if (widest === undefined) break;
    widest.width -= 1;
  }
  return columns.map((column) => column.width);
}

function renderCells(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = widths.map((width, column) => wrapText(row[column] ?? "", { width }).split("\n"));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => (lines[line] ?? "").padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}
