import { findFunctions } from "../../decision-logic/index.ts";
import {
  DECISION_FUNCTIONS,
  MediationError,
  messageOf,
  readScriptSource,
  type JsonValue,
  type MediationEvent,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { runScenario } from "../../simulator/index.ts";
import { callScript } from "../script-call/call-script.ts";
import { checkCalls } from "./check-calls.ts";
import { checkErrors, checkRun } from "./check-run.ts";
import { photographCalls, photographRun } from "./photograph.ts";
import type { TestFailure, TestOutcome } from "./test-outcome.ts";
import { runLaws } from "./run-laws.ts";
import type { PlannedCall, PlannedScenario, PlannedTest } from "./test-plan.ts";

/** A test that was run, and what there is of it to compare with a snapshot. */
export interface RanTest {
  readonly outcome: TestOutcome;
  readonly photograph: JsonValue;
}

export async function runTest(test: PlannedTest, sandbox: ScriptSandbox): Promise<RanTest> {
  const startedAtMs = performance.now();
  const ran = await runAny(test, sandbox);
  const tookMs = performance.now() - startedAtMs;
  const { name, seed, placeOf } = test;
  const { photograph, ...rest } = ran;
  return { photograph, outcome: { name, seed, place: placeOf(), ...rest, tookMs } };
}

type Ran = Pick<TestOutcome, "failures" | "console" | "called"> & Pick<RanTest, "photograph">;

async function runAny(test: PlannedTest, sandbox: ScriptSandbox): Promise<Ran> {
  if (test.kind === "call") return await runCalls(test, sandbox);
  if (test.kind === "scenario") return await runWhole(test, sandbox);
  return { failures: await runLaws(test, sandbox), console: [], photograph: null };
}

async function runCalls(plan: PlannedCall, sandbox: ScriptSandbox): Promise<Ran> {
  const { script, calls, profile, seed, nowMs, budgetMs } = plan;
  const called = await callScript(
    {
      script,
      function: plan.function,
      calls: calls.map(({ given }) => given),
      profile,
      seed,
      ...(nowMs !== undefined && { nowMs }),
      ...(budgetMs !== undefined && { budgetMs }),
    },
    sandbox,
  );
  const failures = [...checkCalls(plan, called), ...(await runCheck(plan, called))];
  const line = failures.length === 0 ? undefined : lineOf(plan);
  const given = { script: script.name, function: plan.function, arguments: called.arguments };
  return {
    failures,
    console: called.console,
    called: { ...given, ...(line !== undefined && { line }) },
    photograph: photographCalls(called),
  };
}

/** Where the script has the function; a bundle's own lines would help nobody. */
function lineOf({ script, function: id }: PlannedCall): number | undefined {
  const { text, sourceMap } = readScriptSource(script.source);
  if (sourceMap !== undefined) return undefined;
  const name = DECISION_FUNCTIONS.find((each) => each.id === id)?.functionName ?? id;
  return findFunctions(text, new Set([name]))[0]?.startLine;
}

async function runWhole(plan: PlannedScenario, sandbox: ScriptSandbox): Promise<Ran> {
  const { scenario, seed } = plan;
  try {
    const run = await runScenario(scenario, { sandbox, seed });
    return {
      failures: [...checkRun(plan, run), ...(await runCheck(plan, run))],
      console: listConsole(run.events),
      photograph: photographRun(run),
    };
  } catch (error) {
    if (!(error instanceof MediationError) || error.code === "ERR_INTERNAL") throw error;
    const text = `${error.code}: ${error.message}`;
    // However much was expected of the rest, there is none.
    const isExpected = plan.expect.errors !== undefined;
    const failures = isExpected
      ? checkErrors(plan, [{ of: "requests", text }])
      : [{ message: text }];
    return { failures, console: [], photograph: { error: text } };
  }
}

function listConsole(events: readonly MediationEvent[]) {
  return events.flatMap((event) =>
    event.type === "console.printed" ? [{ level: event.level, text: event.text }] : [],
  );
}

async function runCheck(
  { kind, check }: PlannedTest,
  result: unknown,
): Promise<readonly TestFailure[]> {
  try {
    await check?.(result as never);
    return [];
  } catch (error) {
    return [{ key: kind === "call" ? "check" : "checkRun", message: messageOf(error) }];
  }
}
