/**
 * Changes every operator in the scripts of the examples and of the prebuilts, one at a time. At least one of their
 * tests must notice each; a change that none does is printed, and fails the run.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { createProcessSandbox } from "../sdk/index.ts";
import { findTestFiles, planTests, runTests, type PlanResult } from "../testing/index.ts";
import { mutantsOf } from "./mutants.ts";

const folders = ["examples", "test/decision-logic"];
const scripts = globSync(["examples/*/scripts/*.js", "decision-logic/prebuilt/*.js"]).toSorted();

const cwd = process.cwd();
const startedAtMs = performance.now();
const sandbox = createProcessSandbox();
const plans = await planTests(await findTestFiles(folders, cwd), { cwd });
const survivors: string[] = [];
let mutants = 0;
for (const script of scripts) {
  if (await passes(plansOf(script))) await mutate(script);
  else survivors.push(`${script}: no test calls it, or one fails as it is`);
}
await sandbox.dispose();

const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
console.log(`mutate-examples: ${mutants} changes in ${scripts.length} scripts, ${seconds} s`);
console.log(`  unnoticed ${survivors.length}`);
for (const survivor of survivors) console.log(`    ${survivor}`);
if (survivors.length > 0) process.exitCode = 1;

async function mutate(script: string): Promise<void> {
  const own = plansOf(script);
  for (const { source, line, change } of mutantsOf(sourceOf(own))) {
    mutants += 1;
    const changed = own.map((plan) => withSource(plan, source));
    if (await passes(changed)) survivors.push(`${script}:${line}  ${change}`);
  }
}

/** Every test that calls a function of the script, and no other. */
function plansOf(script: string): readonly PlanResult[] {
  const file = path.resolve(script);
  return plans.flatMap((plan): readonly PlanResult[] => {
    if (plan.kind === "unusable") throw plan.problem;
    const tests = plan.file.tests.filter(
      (test) => test.kind === "call" && test.script.files.includes(file),
    );
    return tests.length === 0 ? [] : [{ kind: "planned", file: { ...plan.file, tests } }];
  });
}

function sourceOf([plan]: readonly PlanResult[]): string {
  const test = plan?.kind === "planned" ? plan.file.tests[0] : undefined;
  return test?.kind === "call" ? test.script.source : "";
}

function withSource(plan: PlanResult, source: string): PlanResult {
  if (plan.kind === "unusable") return plan;
  const tests = plan.file.tests.map((test) =>
    test.kind === "call" ? { ...test, script: { ...test.script, source } } : test,
  );
  return { kind: "planned", file: { ...plan.file, tests } };
}

async function passes(some: readonly PlanResult[]): Promise<boolean> {
  const { files } = await runTests(some, { sandbox, cwd, bail: true });
  return (
    files.length > 0 &&
    files.every(({ tests }) => tests.every((test) => test.failures.length === 0))
  );
}
