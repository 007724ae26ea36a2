import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Option } from "commander";
import { MediationError, messageOf, type ScriptSandbox } from "../../sdk/index.ts";
import {
  findTestFiles,
  planTests,
  runTests,
  type PlanResult,
  type TestRunOutcome,
} from "../../testing/index.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USER } from "../exit-codes.ts";
import { reasonOf } from "../file-error.ts";
import { parseSeed } from "../parse-seed.ts";
import { countTests } from "../render/tests/count-tests.ts";
import { REPORTERS, type ReporterName } from "../render/tests/reporters.ts";
import {
  parsePercent,
  tellCoverage,
  wantsCoverage,
  type CoverageOptions,
} from "../tell-coverage.ts";
import { inspectOption, withDebugger, type DebugPlace } from "../with-debugger.ts";
import { watchTests } from "../watch-tests.ts";
import { withProgress } from "../with-progress.ts";
import { withCoverageSandbox, withSandbox } from "../with-sandbox.ts";
import type { AddCommand, Shell } from "./command.ts";

interface TestOptions extends CoverageOptions {
  readonly name?: RegExp;
  readonly seed?: number;
  readonly reporter: ReporterName;
  readonly output?: string;
  readonly update?: true;
  readonly bail?: true;
  readonly watch?: true;
  readonly inspect?: DebugPlace;
}

export const addTest: AddCommand = (program, shell) => {
  program
    .command("test")
    .summary("run the tests of decision scripts and scenarios")
    .description(
      "Calls functions of decision scripts, or runs scenarios, and says what came out otherwise than their tests expect.",
    )
    .argument("[files...]", "test files, or folders to look for them in; default: here")
    .option("-t, --name <pattern>", "only tests whose file and name this fits", parsePattern)
    .option("--watch", "run again what a change concerns")
    .option("--update", "write down what tests with snapshots are now")
    .option("--bail", "run no test after the first that fails")
    .option("--seed <n>", "use this seed instead of the tests' own", parseSeed)
    .addOption(
      new Option("--reporter <name>", "how to tell of it")
        .choices(Object.keys(REPORTERS))
        .default("pretty"),
    )
    .option("--output <file>", "write the report to this file, and tell of it here as well")
    .option("--coverage", "tell what of the scripts ran")
    .option("--coverage-lcov <file>", "write it to this file, for editors and services")
    .option("--coverage-min <percent>", "fail if less than this ran", parsePercent)
    .addOption(inspectOption().conflicts(["watch", "coverage", "coverageLcov", "coverageMin"]))
    .addHelpText("after", '\nExample:\n  fledgling test scripts/ -t "floor" --watch')
    .action(async (paths: readonly string[], options: TestOptions) => {
      await withSandboxFor(options, shell, async (sandbox) => {
        const find = (): Promise<readonly string[]> => findTestFiles(paths, shell.io.cwd);
        const run = (plans: readonly PlanResult[]): Promise<void> =>
          runOnce(plans, { ...options, sandbox }, shell);
        const plan = (files: readonly string[]): Promise<readonly PlanResult[]> =>
          planTests(files, { cwd: shell.io.cwd, seed: options.seed });
        if (options.watch) return await watchTests({ find, plan, run }, shell);
        await run(await plan(await find()));
      });
    });
};

async function withSandboxFor(
  options: TestOptions,
  shell: Shell,
  work: (sandbox: ScriptSandbox) => Promise<void>,
): Promise<void> {
  const { inspect } = options;
  if (inspect !== undefined) return await withDebugger(inspect, shell, work);
  await (wantsCoverage(options) ? withCoverageSandbox : withSandbox)(work);
}

async function runOnce(
  plans: readonly PlanResult[],
  { sandbox, name, update, bail, ...options }: TestOptions & { readonly sandbox: ScriptSandbox },
  shell: Shell,
): Promise<void> {
  const { io, exitWith } = shell;
  const outcome = await withProgress(io, (onProgress) =>
    runTests(plans, {
      sandbox,
      cwd: io.cwd,
      ...(name !== undefined && { isWanted: (file, test) => name.test(`${file} > ${test}`) }),
      update: update ?? false,
      bail: bail ?? false,
      onProgress,
    }),
  );
  const { passed, failed, unusable } = countTests(outcome);
  if (passed + failed + unusable === 0) throw nothingFits(outcome, name);
  await tell(outcome, options, shell);
  const isForMachines = options.reporter !== "pretty" && options.output === undefined;
  const print = isForMachines ? io.stderr : io.stdout;
  const isCovered = await tellCoverage({ ...options, plans, sandbox, print }, shell);
  if (unusable > 0) exitWith(EXIT_USER);
  else exitWith(failed > 0 || !isCovered ? EXIT_FAILED : EXIT_OK);
}

async function tell(
  outcome: TestRunOutcome,
  { reporter, output }: Pick<TestOptions, "reporter" | "output">,
  { io, colours }: Shell,
): Promise<void> {
  const report = REPORTERS[reporter](outcome, colours);
  if (output === undefined) return io.stdout(report);
  await writeFile(resolve(io.cwd, output), report).catch((error: unknown) => {
    const message = `Cannot write the report to "${output}": ${reasonOf(error)}.`;
    throw new MediationError("ERR_CLI_UNWRITABLE", message, {
      hint: "Name a file in a folder that you may write to.",
      cause: error,
    });
  });
  io.stdout(REPORTERS.pretty(outcome, colours));
}

function nothingFits({ filteredOut }: TestRunOutcome, name: RegExp | undefined): MediationError {
  const message = `No test fits -t "${name?.source}": there are ${filteredOut}.`;
  return new MediationError("ERR_TEST_NONE", message, {
    hint: "The pattern is looked for in the path of the file and the name of the test.",
  });
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text, "iu");
  } catch (error) {
    throw new MediationError("ERR_CLI_USAGE", `-t takes a pattern: ${messageOf(error)}.`, {
      hint: "Write some words of the name; of a regular expression, escape what is meant literally.",
      cause: error,
    });
  }
}
