import { resolve } from "node:path";
import { planCalls } from "./plan-calls.ts";
import { planScenarios } from "./plan-scenarios.ts";
import type { Planning, PlanOptions } from "./planning.ts";
import { readSnapshots, snapshotPathOf } from "./snapshots.ts";
import { readTests } from "./read-tests.ts";
import type { PlannedFile, PlannedTest } from "./test-plan.ts";
import { readTestSource, testInvalid } from "./test-source.ts";

/**
 * Reads a file of tests, and the scripts and scenarios that it names.
 *
 * @throws MediationError ERR_TEST_INVALID, ERR_TEST_UNREADABLE
 */
export async function planTestFile(path: string, options: PlanOptions): Promise<PlannedFile> {
  const source = await readTestSource(path, options.cwd);
  const { defaults, tests } = readTests(source);
  const context = { ...options, source, defaults };
  const planCall = planCalls(context);
  const planScenario = planScenarios(context);
  const plannings = await Promise.all(
    tests.map(async (test): Promise<Planning<PlannedTest>> =>
      test.kind === "scenario" ? await planScenario(test) : await planCall(test),
    ),
  );
  const impossible = plannings.filter((each) => each.kind === "impossible");
  if (impossible.length > 0) {
    // A default that is wrong is wrong for every test, and said once.
    const once = impossible.flatMap((each) =>
      each.problems.map((problem) => [JSON.stringify(problem), problem] as const),
    );
    const problems = [...new Map(once).values()];
    throw testInvalid(path, problems, { files: impossible.flatMap((each) => each.files) });
  }
  const planned = plannings.flatMap((each) => (each.kind === "planned" ? [each.test] : []));
  const snapshots = await readSnapshots(path, options.cwd);
  const own = [path, snapshotPathOf(path)].map((name) => resolve(options.cwd, name));
  return { path, tests: planned, snapshots, files: [...new Set([...own, ...listFiles(planned)])] };
}

function listFiles(tests: readonly PlannedTest[]): readonly string[] {
  return tests.flatMap((test) =>
    test.kind === "scenario" ? test.scenario.files : test.script.files,
  );
}
