import { relative, resolve } from "node:path";
import type { LoadedScenario } from "../../simulator/index.ts";
import type { ScriptText } from "../script-call/call-script.ts";
import type { PlanResult } from "../suite/plan-tests.ts";

/** The scripts that tests call, and those that their scenarios put on hosts, called or not; named from `cwd`. */
export function findOfferedScripts(
  plans: readonly PlanResult[],
  cwd: string,
): readonly ScriptText[] {
  const tests = plans.flatMap((plan) => (plan.kind === "planned" ? plan.file.tests : []));
  return tests.flatMap((test) =>
    test.kind === "scenario" ? listHosted(test.scenario, cwd) : [test.script],
  );
}

/** A script without a file is known by its address. */
function listHosted({ hosts, folder }: LoadedScenario, cwd: string): readonly ScriptText[] {
  return Object.entries(hosts).flatMap(([host, { scripts }]) =>
    Object.entries(scripts).map(([path, { text, file }]) => ({
      name: file === undefined ? `https://${host}${path}` : relative(cwd, resolve(folder, file)),
      source: text,
    })),
  );
}
