import type { NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { ScenarioSchema, SCENARIO_VERSION, type Scenario } from "../scenario-schema.ts";
import { findAdapterProblems } from "./find-adapter-problems.ts";
import { findHostingProblems } from "./hosted-content.ts";
import { findReferenceProblems } from "./find-reference-problems.ts";
import { findShapeProblems } from "./find-shape-problems.ts";
import {
  placeFindings,
  scenarioInvalid,
  type Finding,
  type ScenarioSource,
} from "./scenario-problem.ts";

const deepestNesting = 64;

/**
 * Turns what a file holds into a scenario, or says everything that is wrong with it at once. As
 * long as nobody has run the modules it lists, its networks may have any adapter.
 *
 * @throws MediationError ERR_SCENARIO_INVALID
 */
export function checkScenario(
  { path, value, locate, problems }: ScenarioSource,
  ownAdapters?: readonly NetworkAdapter[],
): Scenario {
  refuseNewerVersion({ path, value, locate });
  if (isNestedDeeper(value, deepestNesting)) {
    const message = `nested more than ${deepestNesting} levels deep, or a value that holds itself`;
    throw scenarioInvalid(path, [...problems, { path: "", message }]);
  }
  const shaped = findShapeProblems(ScenarioSchema, value);
  const findings = [
    ...(shaped.kind === "fits" ? findHostingProblems(shaped.value) : shaped.findings),
    ...findReferenceProblems(value),
  ];
  const ofAdapters = findAdapterProblems(value, ownAdapters);
  const all = [
    ...problems,
    ...placeFindings([...findings, ...unsaid(ofAdapters, findings)], locate),
  ];
  if (shaped.kind === "fits" && all.length === 0) return shaped.value;
  throw scenarioInvalid(path, all);
}

/** What is no JSON is wrong for the scenario and for the adapter, and said once. */
function unsaid(findings: readonly Finding[], said: readonly Finding[]): readonly Finding[] {
  const places = new Set(said.map(({ path }) => JSON.stringify(path)));
  return findings.filter(({ path }) => !places.has(JSON.stringify(path)));
}

type VersionedSource = Pick<ScenarioSource, "path" | "value" | "locate">;

/** A newer format may differ anywhere: its other keys would only look wrong. */
export function refuseNewerVersion({ path, value, locate }: VersionedSource): void {
  const version =
    typeof value === "object" && value !== null && "version" in value && value.version;
  if (typeof version !== "number" || version <= SCENARIO_VERSION) return;
  const message = `this Fledgling reads version ${SCENARIO_VERSION}, got ${version}`;
  const finding = { path: ["version"], at: "value" as const, message };
  const hint = "Update Fledgling, or write the scenario in the version that it reads.";
  throw scenarioInvalid(path, placeFindings([finding], locate), hint);
}

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isNestedDeeper(part, levels - 1));
}
