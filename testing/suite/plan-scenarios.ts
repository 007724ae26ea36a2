import { dirname, resolve } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import {
  changeScenario,
  ExpectSchema,
  loadScenario,
  placeFindings,
  prepareSource,
  type Finding,
  type LoadedScenario,
  type Path,
  type ScenarioProblem,
} from "../../simulator/index.ts";
import type { ScenarioExpect } from "./expect-schema.ts";
import { nameBeside, once, toImpossible, type FileContext, type Planning } from "./planning.ts";
import type { ReadTest } from "./read-tests.ts";
import type { ScenarioTest } from "./test-file-schema.ts";
import type { PlannedScenario } from "./test-plan.ts";
import type { TestSource } from "./test-source.ts";

type ReadScenario = Extract<ReadTest, { readonly kind: "scenario" }>;

/** Plans tests that run a scenario; one that several of them name is read once. */
export function planScenarios(
  context: FileContext,
): (read: ReadScenario) => Promise<Planning<PlannedScenario>> {
  const { defaults, source, cwd } = context;
  const load = once((name) => loadScenario(nameBeside(source, name), { cwd }));
  return async (read) => {
    const { test, path } = read;
    const place = test.scenario === undefined ? ["scenario"] : [...path, "scenario"];
    const wanted = test.scenario ?? defaults.scenario ?? "";
    let loaded: LoadedScenario;
    try {
      loaded = await (typeof wanted === "string" ? load(wanted) : prepare(wanted, place, context));
    } catch (error) {
      const isInline = typeof wanted !== "string";
      return isInline ? toInlineProblems(error, place, source) : toImpossible(error, place, source);
    }
    try {
      const changed = test.set === undefined ? loaded : await changeScenario(loaded, test.set);
      return toPlanning(read, context, changed);
    } catch (error) {
      return toImpossible(error, [...path, "set"], source);
    }
  };
}

/** A scenario within the file of tests; its problems are at their places there. */
async function prepare(
  scenario: object,
  place: Path,
  { source, cwd }: FileContext,
): Promise<LoadedScenario> {
  const { path, locate } = source;
  const folder = dirname(resolve(cwd, path));
  return await prepareSource(
    { path, value: scenario, locate: (keys, at) => locate([...place, ...keys], at), problems: [] },
    folder,
  );
}

/** They have been found in this file already. */
function toInlineProblems(error: unknown, place: Path, source: TestSource): Planning<never> {
  const impossible = toImpossible(error, place, source);
  const problems = error instanceof MediationError ? error.details["problems"] : undefined;
  if (!Array.isArray(problems) || impossible.kind === "planned") return impossible;
  return { ...impossible, problems: problems as readonly ScenarioProblem[] };
}

function toPlanning(
  { test, path, check }: ReadScenario,
  { source, defaults, seed }: FileContext,
  loaded: LoadedScenario,
): Planning<PlannedScenario> {
  const strange = findStrangeSteps(test, loaded).map((finding) => ({
    ...finding,
    path: [...path, ...finding.path],
  }));
  if (strange.length > 0) {
    return { kind: "impossible", problems: placeFindings(strange, source.locate), files: [] };
  }
  return {
    kind: "planned",
    test: {
      kind: "scenario",
      name: test.name,
      placeOf: (...keys) => source.locate([...path, ...keys], "key"),
      scenario: expecting(loaded, test),
      seed: seed ?? test.seed ?? defaults.seed ?? loaded.scenario.seed,
      expect: test.expect ?? {},
      check,
    },
  };
}

function findStrangeSteps({ expect }: ScenarioTest, { scenario }: LoadedScenario): Finding[] {
  const count = scenario.steps.length;
  return Object.keys(expect?.steps ?? {})
    .filter((step) => Number(step) > count)
    .map((step) => ({
      path: ["expect", "steps", step],
      at: "key",
      message: `the scenario has ${count === 1 ? "1 step" : `${count} steps`}`,
    }));
}

/** What the test expects goes before what the scenario does, which only holds where nothing is changed. */
function expecting(loaded: LoadedScenario, { set, expect = {} }: ScenarioTest): LoadedScenario {
  const { scenario, locate } = loaded;
  const own = set === undefined ? scenario.expect : ExpectSchema.parse({});
  const steps = scenario.steps.map((step, index) => {
    const { expect: ofScenario, ...rest } = step;
    const wanted = expect.steps?.[index + 1] ?? (set === undefined ? ofScenario : undefined);
    return wanted === undefined ? rest : { ...rest, expect: wanted };
  });
  return {
    ...loaded,
    scenario: { ...scenario, steps, expect: { ...own, ...ofRun(expect) } },
    locate: expect.steps === undefined ? locate : () => undefined,
  };
}

function ofRun({ requests, reports, notReported }: ScenarioExpect) {
  return {
    ...(requests !== undefined && { requests }),
    ...(reports !== undefined && { reports }),
    ...(notReported !== undefined && { notReported }),
  };
}
