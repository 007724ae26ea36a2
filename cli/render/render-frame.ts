import type { Colors } from "picocolors/types.js";
import type { ScriptProblem } from "../../decision-logic/index.ts";

/** What fits beside the number of the line, and how much of it comes before the place. */
const width = 100;
const before = 30;

/** The line that a problem begins on, with marks below what it is about. */
export function renderFrame(
  source: string,
  {
    line,
    column,
    endLine,
    endColumn,
  }: Pick<ScriptProblem, "line" | "column" | "endLine" | "endColumn">,
  colours: Colors,
): string {
  const text = source.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1] ?? "";
  // A bundle may be one line: what counts is around the place.
  const start =
    text.length <= width ? 0 : Math.max(0, Math.min(column - 1 - before, text.length - width));
  const shown = text
    .slice(start, start + width)
    .replaceAll(/\s/g, " ")
    .trimEnd();
  const lastColumn = endLine === line ? endColumn : text.length + 1;
  const from = column - 1 - start;
  const length = Math.max(1, Math.min(lastColumn - column, shown.length - from));
  const gutter = `  ${line} | `;
  const below = `${" ".repeat(gutter.length - 2)}| `;
  return `${colours.dim(gutter)}${shown}\n${colours.dim(below)}${" ".repeat(from)}${colours.red("^".repeat(length))}`;
}
