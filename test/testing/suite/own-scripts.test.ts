import { globSync } from "node:fs";
import { expect, it } from "vitest";
import { createCoverageSandbox } from "../../../sdk/index.ts";
import {
  createCoverageReport,
  findTestFiles,
  planTests,
  runTests,
} from "../../../testing/index.ts";

const cwd = process.cwd();
const folders = ["examples", "test/decision-logic"];
const scripts = globSync(["examples/*/scripts/*.js", "decision-logic/prebuilt/*.js"]).toSorted();

it("every test of an example or a prebuilt passes, and together they run every line of every script", async () => {
  const sandbox = createCoverageSandbox();
  const plans = await planTests(await findTestFiles(folders, cwd), { cwd });

  const { files } = await runTests(plans, { sandbox, cwd });

  const report = await createCoverageReport(sandbox.takeCoverage());
  await sandbox.dispose();
  const wrong = files.flatMap(({ path, problem, tests }) => [
    ...(problem === undefined ? [] : [problem.message]),
    ...tests.filter(({ failures }) => failures.length > 0).map(({ name }) => `${path} > ${name}`),
  ]);
  const whole = report.files
    .filter(({ lines }) => lines.covered === lines.total)
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
  expect(scripts.filter((script) => !whole.includes(script))).toEqual([]);
});
