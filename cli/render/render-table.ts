/** Undefined where there is nothing to show. */
export type Cell = string | number | undefined;

/** Lines of aligned columns, two spaces apart. */
export function renderTable(
  rows: readonly (readonly Cell[])[],
  alignments: readonly ("left" | "right")[],
): readonly string[] {
  const texts = rows.map((row) => row.map((cell) => String(cell ?? "–")));
  const widths = alignments.map((_, column) =>
    Math.max(...texts.map((row) => (row[column] ?? "").length)),
  );
  return texts.map((row) =>
    row
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return alignments[column] === "left" ? text.padEnd(width) : text.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
