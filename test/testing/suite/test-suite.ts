import { createIsolateSandbox } from "../../../sdk/index.ts";
import {
  planTests,
  runTests,
  type FileOutcome,
  type RunTestsOptions,
  type TestFailure,
} from "../../../testing/index.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

/** Plans and runs one file of tests in a folder of its own, with the files beside it. */
export async function runTestFile(
  name: string,
  files: Readonly<Record<string, string>>,
  options: Partial<RunTestsOptions> = {},
): Promise<FileOutcome> {
  const { path: cwd } = await aTempFolder(files);
  const sandbox = createIsolateSandbox();
  try {
    const { files: outcomes } = await runTests(await planTests([name], { cwd }), {
      sandbox,
      cwd,
      ...options,
    });
    return outcomes[0] ?? { path: "", tests: [], obsoleteSnapshots: [], hasUpdated: false };
  } finally {
    await sandbox.dispose();
  }
}

/** What is wrong with a file of tests, as it is told. */
export async function problemOf(
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const { problem } = await runTestFile(name, files);
  return problem?.message ?? "";
}

/** Of the only test of a file that calls a function of `seller.js`. */
export async function failuresOf(script: string, test: string): Promise<readonly TestFailure[]> {
  const files = { "seller.js": script, "a.test.yaml": `script: seller.js\ntests:\n  - ${test}\n` };
  const { tests, problem } = await runTestFile("a.test.yaml", files);
  if (problem !== undefined) throw problem;
  return (tests[0]?.failures ?? []).map(({ place: _place, ...failure }) => failure);
}
