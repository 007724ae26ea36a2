import { isDeepStrictEqual } from "node:util";
import type { JsonValue, ScriptSandbox } from "../../sdk/index.ts";
import type { PlanResult } from "./plan-tests.ts";
import { runInOrder } from "./run-in-order.ts";
import { runTest } from "./run-test.ts";
import { checkSnapshot, writeSnapshots, type Snapshots } from "./snapshots.ts";
import type { FileOutcome, TestOutcome, TestRunOutcome } from "./test-outcome.ts";
import type { PlannedFile, PlannedTest } from "./test-plan.ts";

export interface RunTestsOptions {
  /** Where scripts run; it outlives the run. */
  readonly sandbox: ScriptSandbox;
  /** Where paths of snapshots start. */
  readonly cwd: string;
  /** By what a test is called: its file, and its name. All by default. */
  readonly isWanted?: (path: string, name: string) => boolean;
  /** Writes down what tests with snapshots are now, and takes away what no test has any more. */
  readonly update?: boolean;
  /** Runs no test after the first, in order, that fails. */
  readonly bail?: boolean;
  /** Hears after each test how many are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A test that was run, and what there is of it to write down. */
interface Result {
  readonly file: PlannedFile;
  readonly outcome: TestOutcome;
  readonly photograph: JsonValue | undefined;
}

/** Runs tests at the same time, as far as there are processes for their scripts, and tells of them in order. */
export async function runTests(
  plans: readonly PlanResult[],
  options: RunTestsOptions,
): Promise<TestRunOutcome> {
  const { isWanted = () => true, bail = false, onProgress } = options;
  const startedAtMs = performance.now();
  const files = plans.flatMap((plan) => (plan.kind === "planned" ? [plan.file] : []));
  const all = files.flatMap((file) => file.tests.map((test) => ({ file, test })));
  const wanted = all.filter(({ file, test }) => isWanted(file.path, test.name));
  const results = await runInOrder(wanted, {
    run: ({ file, test }) => runWithSnapshot(file, test, options),
    isLast: ({ outcome }) => bail && outcome.failures.length > 0,
    onProgress,
  });
  const outcomes: FileOutcome[] = [];
  for (const plan of plans) outcomes.push(await conclude(plan, results, options));
  return {
    files: outcomes,
    filteredOut: all.length - wanted.length,
    notRun: wanted.length - results.length,
    tookMs: performance.now() - startedAtMs,
  };
}

async function runWithSnapshot(
  file: PlannedFile,
  test: PlannedTest,
  { sandbox, update }: RunTestsOptions,
): Promise<Result> {
  const { outcome, photograph } = await runTest(test, sandbox);
  if (test.expect.snapshot === undefined) return { file, outcome, photograph: undefined };
  if (update) return { file, outcome, photograph };
  const place = test.placeOf("expect", "snapshot");
  const failures = checkSnapshot(file.snapshots.get(test.name), photograph).map((failure) => ({
    ...failure,
    ...(place !== undefined && { place }),
  }));
  return {
    file,
    photograph,
    outcome: { ...outcome, failures: [...outcome.failures, ...failures] },
  };
}

async function conclude(
  plan: PlanResult,
  results: readonly Result[],
  { update, cwd }: RunTestsOptions,
): Promise<FileOutcome> {
  if (plan.kind === "unusable") {
    const { path, problem } = plan;
    return { path, problem, tests: [], obsoleteSnapshots: [], hasUpdated: false };
  }
  const { file } = plan;
  const { path, snapshots } = file;
  const own = results.filter((result) => result.file === file);
  const current = takeSnapshots(file, own);
  const hasUpdated = update === true && !isDeepStrictEqual(current, snapshots);
  if (hasUpdated) await writeSnapshots(path, current, cwd);
  const taken = namesOfSnapshots(file);
  const obsolete = [...snapshots.keys()].filter((name) => !taken.has(name));
  return {
    path,
    tests: own.map(({ outcome }) => outcome),
    obsoleteSnapshots: update ? [] : obsolete,
    hasUpdated,
  };
}

/** Of tests that were not run, what was written down before. */
function takeSnapshots(file: PlannedFile, results: readonly Result[]): Snapshots {
  const taken = new Map(results.map(({ outcome, photograph }) => [outcome.name, photograph]));
  const entries = [...namesOfSnapshots(file)]
    .map((name) => [name, taken.get(name) ?? file.snapshots.get(name)] as const)
    .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
  return new Map(entries);
}

function namesOfSnapshots({ tests }: PlannedFile): ReadonlySet<string> {
  return new Set(tests.filter(({ expect }) => expect.snapshot).map(({ name }) => name));
}
