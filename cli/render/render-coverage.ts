import type { Colors } from "picocolors/types.js";
import {
  percentOf,
  type CoverageCount,
  type CoverageCounts,
  type CoverageGap,
  type CoverageReport,
  type CoveredFile,
} from "../../testing/index.ts";
import { renderTable, type Cell } from "./render-table.ts";

/** A line for each file and one for all of them; below, what is covered less than it should be. */
export function renderCoverage(
  { files, total }: CoverageReport,
  gaps: readonly CoverageGap[],
  colours: Colors,
): string {
  const [head = "", ...lines] = renderTable(
    [
      ["coverage", "lines", "branches", "functions", "not covered"],
      ...files.map((file) => [file.file, ...percentCells(file), describeUncovered(file)]),
      [files.length === 1 ? "1 file" : `${files.length} files`, ...percentCells(total), ""],
    ],
    ["left", "right", "right", "right", "left"],
  );
  const all = lines.pop() ?? "";
  const coloured = lines.map((line, index) =>
    isWhole(files[index] ?? total) ? colours.green(line) : line,
  );
  const missed = gaps.map((gap) => colours.red(describeGap(gap)));
  return `${[colours.bold(head), ...coloured, colours.bold(all), ...missed].join("\n")}\n`;
}

function percentCells({ lines, branches, functions }: CoverageCounts): readonly Cell[] {
  return [lines, branches, functions].map(percentCell);
}

/** A file without branches has nothing to show for them. */
function percentCell(count: CoverageCount): Cell {
  return count.total === 0 ? undefined : `${percentOf(count)} %`;
}

function isWhole({ lines, branches, functions }: CoverageCounts): boolean {
  return [lines, branches, functions].every(({ covered, total }) => covered === total);
}

/** What is told of a line is not told again of the branches in it. */
function describeUncovered({ lineHits, branchHits, functionHits }: CoveredFile): string {
  const lines = lineHits.filter(({ hits }) => hits === 0).map(({ line }) => line);
  const branches = branchHits
    .filter(({ line, hits }) => hits.includes(0) && !lines.includes(line))
    .map(({ line }) => line);
  const functions = functionHits.filter(({ hits }) => hits === 0).map(({ name }) => name);
  return [
    tell("line", toSpans(lines)),
    tell("branch in", toSpans(branches)),
    tell("function", functions),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

const mostTold = 6;

function tell(word: string, things: readonly string[]): string {
  if (things.length === 0) return "";
  const told = things.slice(0, mostTold).join(", ");
  return `${word} ${told}${things.length > mostTold ? ", …" : ""}`;
}

/** Neighbouring lines in one: `3–5`. */
function toSpans(lines: readonly number[]): readonly string[] {
  const spans: { readonly from: number; to: number }[] = [];
  for (const line of [...new Set(lines)].toSorted((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last?.to === line - 1) last.to = line;
    else spans.push({ from: line, to: line });
  }
  return spans.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
}

function describeGap({ measure, percent, leastPercent }: CoverageGap): string {
  return `${measure}: ${percent} % covered, at least ${leastPercent} % expected`;
}
