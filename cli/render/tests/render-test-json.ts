import type { FileOutcome, TestOutcome, TestRunOutcome } from "../../../testing/index.ts";
import { countTests, hasFailed } from "./count-tests.ts";

/** Everything about a run but its times, as JSON: the same run gives the same text. */
export function renderTestJson(run: TestRunOutcome): string {
  const { filteredOut, notRun } = run;
  const document = { ...countTests(run), filteredOut, notRun, files: run.files.map(toFile) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toFile({ path, problem, tests, obsoleteSnapshots, hasUpdated }: FileOutcome) {
  const { code, message, hint } = problem ?? {};
  return {
    path,
    ...(problem !== undefined && { problem: { code, message, hint } }),
    tests: tests.map(toTest),
    obsoleteSnapshots,
    hasUpdated,
  };
}

function toTest(test: TestOutcome) {
  const { tookMs: _tookMs, ...rest } = test;
  return { ...rest, passed: !hasFailed(test) };
}
