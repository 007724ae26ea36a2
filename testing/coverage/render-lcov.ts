import type { CoverageReport } from "./coverage-report.ts";
import type { CoveredFile } from "./covered-file.ts";

/** The report in the format that editors and coverage services read. */
export function renderLcov({ files }: CoverageReport): string {
  return files.map(renderFile).join("");
}

function renderFile(file: CoveredFile): string {
  const { lines, branches, functions, lineHits, branchHits, functionHits } = file;
  return [
    "TN:",
    `SF:${file.file.replaceAll(/[\r\n]/g, "\u{FFFD}")}`,
    ...functionHits.map(({ line, name }) => `FN:${line},${name}`),
    ...functionHits.map(({ hits, name }) => `FNDA:${hits},${name}`),
    `FNF:${functions.total}`,
    `FNH:${functions.covered}`,
    ...lineHits.map(({ line, hits }) => `DA:${line},${hits}`),
    `LF:${lines.total}`,
    `LH:${lines.covered}`,
    ...branchHits.flatMap(({ line, hits }, block) =>
      hits.map((count, way) => `BRDA:${line},${block},${way},${count}`),
    ),
    `BRF:${branches.total}`,
    `BRH:${branches.covered}`,
    "end_of_record\n",
  ].join("\n");
}
