import type { FileCoverage } from "istanbul-lib-coverage";

export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}

/** Of branches, every way that one can go counts. */
export interface CoverageCounts {
  readonly lines: CoverageCount;
  readonly branches: CoverageCount;
  readonly functions: CoverageCount;
}

/** What of one file ran, as its author wrote it. */
export interface CoveredFile extends CoverageCounts {
  readonly file: string;
  /** Of each line that something begins in; the first line is 1. */
  readonly lineHits: readonly Hits[];
  readonly functionHits: readonly (Hits & { readonly name: string })[];
  readonly branchHits: readonly BranchHits[];
}

interface Hits {
  readonly line: number;
  readonly hits: number;
}

interface BranchHits {
  readonly line: number;
  /** Of each way it can go, in the order in which they are written. */
  readonly hits: readonly number[];
}

export function toCoveredFile(file: string, coverage: FileCoverage): CoveredFile {
  const lineHits = Object.entries(coverage.getLineCoverage()).map(([line, hits]) => ({
    line: Number(line),
    hits,
  }));
  const functionHits = Object.entries(coverage.fnMap).map(([key, { name, line }]) => ({
    name,
    line,
    hits: coverage.f[key] ?? 0,
  }));
  const branchHits = Object.entries(coverage.branchMap).map(([key, { line }]) => ({
    line,
    hits: coverage.b[key] ?? [],
  }));
  return {
    file,
    lines: count(lineHits.map(({ hits }) => hits)),
    branches: count(branchHits.flatMap(({ hits }) => hits)),
    functions: count(functionHits.map(({ hits }) => hits)),
    lineHits,
    functionHits,
    branchHits,
  };
}

function count(hits: readonly number[]): CoverageCount {
  return { covered: hits.filter((each) => each > 0).length, total: hits.length };
}

export function sumCounts(files: readonly CoverageCounts[]): CoverageCounts {
  const sum = (of: keyof CoverageCounts): CoverageCount => ({
    covered: files.reduce((total, file) => total + file[of].covered, 0),
    total: files.reduce((total, file) => total + file[of].total, 0),
  });
  return { lines: sum("lines"), branches: sum("branches"), functions: sum("functions") };
}
