import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError, type CoverageSandbox, type ScriptSandbox } from "../sdk/index.ts";
import {
  createCoverageReport,
  findCoverageGaps,
  findOfferedScripts,
  renderLcov,
  type PlanResult,
} from "../testing/index.ts";
import type { Shell } from "./commands/command.ts";
import { reasonOf } from "./file-error.ts";
import { renderCoverage } from "./render/render-coverage.ts";

export interface CoverageOptions {
  readonly coverage?: true;
  readonly coverageLcov?: string;
  /** Of lines, branches and functions, in percent. */
  readonly coverageMin?: number;
}

/** Wanting a file of it, or some of it, is wanting it. */
export function wantsCoverage(options: CoverageOptions): boolean {
  const { coverage, coverageLcov, coverageMin } = options;
  return coverage === true || coverageLcov !== undefined || coverageMin !== undefined;
}

interface CoveredRun extends CoverageOptions {
  readonly plans: readonly PlanResult[];
  readonly sandbox: ScriptSandbox | CoverageSandbox;
  readonly print: (text: string) => void;
}

/** Tells what of the scripts the tests ran, if the sandbox has counted; returns whether that is enough. */
export async function tellCoverage(
  { plans, sandbox, print, coverageLcov, coverageMin = 0 }: CoveredRun,
  { io, colours }: Shell,
): Promise<boolean> {
  if (!("takeCoverage" in sandbox)) return true;
  const offered = findOfferedScripts(plans, io.cwd);
  const report = await createCoverageReport(sandbox.takeCoverage(), offered);
  const least = { lines: coverageMin, branches: coverageMin, functions: coverageMin };
  const gaps = findCoverageGaps(report.total, least);
  print(`\n${renderCoverage(report, gaps, colours)}`);
  if (coverageLcov !== undefined) {
    await writeFile(resolve(io.cwd, coverageLcov), renderLcov(report)).catch((error: unknown) => {
      const message = `Cannot write the coverage to "${coverageLcov}": ${reasonOf(error)}.`;
      throw new MediationError("ERR_CLI_UNWRITABLE", message, {
        hint: "Name a file in a folder that you may write to.",
        cause: error,
      });
    });
  }
  return gaps.length === 0;
}

/** @throws MediationError ERR_CLI_USAGE */
export function parsePercent(text: string): number {
  const percent = Number(text);
  if (text.trim() !== "" && percent >= 0 && percent <= 100) return percent;
  throw new MediationError(
    "ERR_CLI_USAGE",
    `--coverage-min takes a percentage from 0 to 100, got "${text}".`,
    { hint: "Write for example: --coverage-min 90" },
  );
}
