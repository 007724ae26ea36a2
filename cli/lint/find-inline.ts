import type { Position } from "./lint-target.ts";

/**
 * By how much the lines and columns of a script move when it stands in a scenario as a block, each of its lines on
 * one of the file's. Nothing for one that is written otherwise, such as in quotes.
 */
export function findInline(
  file: string,
  { script, near }: { readonly script: string; readonly near: Position },
): Position | undefined {
  const lines = script.trimEnd().split("\n");
  const rows = file.split(/\r?\n/);
  // The block begins on the line below its key, or that of `inline`.
  for (let start = near.line - 1; start <= near.line + 1; start += 1) {
    const indent = (rows[start] ?? "").indexOf(lines[0] ?? "");
    const isHere = lines.every(
      (line, index) => (rows[start + index] ?? "").slice(indent).trimEnd() === line.trimEnd(),
    );
    if (indent >= 0 && isHere) return { line: start, column: indent };
  }
  return undefined;
}
