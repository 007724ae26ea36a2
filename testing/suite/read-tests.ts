import {
  findShapeProblems,
  placeFindings,
  type Finding,
  type Path,
} from "../../simulator/index.ts";
import type { Check } from "./define-script-tests.ts";
import { findCallProblems, findLawProblems, findScenarioProblems } from "./find-test-problems.ts";
import {
  CallTestSchema,
  LawTestSchema,
  ScenarioTestSchema,
  UnreadTestsSchema,
  type CallTest,
  type Defaults,
  type LawTest,
  type ScenarioTest,
} from "./test-file-schema.ts";
import { testInvalid, type TestSource } from "./test-source.ts";

/** A test as its file has it, and where. */
export type ReadTest = { readonly path: Path; readonly check: Check<never> | undefined } & (
  | { readonly kind: "call"; readonly test: CallTest }
  | { readonly kind: "laws"; readonly test: LawTest }
  | { readonly kind: "scenario"; readonly test: ScenarioTest }
);

export interface ReadTests {
  readonly defaults: Defaults;
  readonly tests: readonly ReadTest[];
}

/**
 * Turns what a file holds into tests, or says everything that is wrong with it at once.
 *
 * @throws MediationError ERR_TEST_INVALID
 */
export function readTests({ path, value, locate, problems }: TestSource): ReadTests {
  const shaped = findShapeProblems(UnreadTestsSchema, value);
  const defaults = shaped.kind === "fits" ? shaped.value : undefined;
  const findings: Finding[] = shaped.kind === "fits" ? [] : [...shaped.findings];
  const tests: ReadTest[] = [];
  for (const [index, unread] of listUnread(value).entries()) {
    const read = readTest(unread, ["tests", index], defaults ?? {});
    if (read.kind === "does-not-fit") findings.push(...read.findings);
    else tests.push(read.value);
    if (read.kind === "fits" && defaults !== undefined) {
      findings.push(...findMisfits(read.value, defaults));
    }
  }
  findings.push(...findSameNames(tests));
  if (problems.length + findings.length === 0) return { defaults: defaults ?? {}, tests };
  throw testInvalid(path, [...problems, ...placeFindings(findings, locate)]);
}

function listUnread(value: unknown): readonly unknown[] {
  const tests = typeof value === "object" && value !== null && "tests" in value && value.tests;
  return Array.isArray(tests) ? tests : [];
}

type Read =
  | { readonly kind: "fits"; readonly value: ReadTest }
  | { readonly kind: "does-not-fit"; readonly findings: readonly Finding[] };

function readTest(unread: unknown, path: Path, defaults: Defaults): Read {
  if (isMap(unread) && "laws" in unread) {
    const shaped = findShapeProblems(LawTestSchema, unread);
    if (shaped.kind === "does-not-fit") return within(path, shaped.findings);
    return { kind: "fits", value: { kind: "laws", path, test: shaped.value, check: undefined } };
  }
  if (isOfScenario(unread, defaults)) {
    const { check, data } = takeCheck(unread, "checkRun");
    const shaped = findShapeProblems(ScenarioTestSchema, data);
    if (shaped.kind === "does-not-fit") return within(path, shaped.findings);
    return { kind: "fits", value: { kind: "scenario", path, test: shaped.value, check } };
  }
  const { check, data } = takeCheck(unread, "check");
  const shaped = findShapeProblems(CallTestSchema, data);
  if (shaped.kind === "does-not-fit") return within(path, shaped.findings);
  return { kind: "fits", value: { kind: "call", path, test: shaped.value, check } };
}

function within(path: Path, findings: readonly Finding[]): Read {
  return {
    kind: "does-not-fit",
    findings: findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
  };
}

/** Only a program can have one; what else is called so is an unknown key. */
function takeCheck(unread: unknown, key: "check" | "checkRun") {
  if (!isMap(unread) || typeof unread[key] !== "function") {
    return { check: undefined, data: unread };
  }
  const { [key]: check, ...data } = unread;
  return { check: check as Check<never>, data };
}

/** By what the test has of its own; a name alone is of whatever its file is about. */
function isOfScenario(unread: unknown, defaults: Defaults): boolean {
  const keys = isMap(unread) ? Object.keys(unread) : [];
  if (keys.some((key) => ["scenario", "set", "checkRun"].includes(key))) return true;
  const ofCalls = ["script", "function", "given", "args", "calls", "check"];
  if (keys.some((key) => ofCalls.includes(key))) return false;
  return defaults.scenario !== undefined && defaults.function === undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findMisfits(read: ReadTest, defaults: Defaults): readonly Finding[] {
  return findProblems(read, defaults).map((finding) => ({
    ...finding,
    path: [...read.path, ...finding.path],
  }));
}

function findProblems(read: ReadTest, defaults: Defaults): readonly Finding[] {
  if (read.kind === "call") return findCallProblems(read.test, defaults);
  if (read.kind === "laws") return findLawProblems(read.test, defaults);
  return findScenarioProblems(read.test, defaults);
}

/** Names are how tests are chosen, and how snapshots know theirs. */
function findSameNames(tests: readonly ReadTest[]): readonly Finding[] {
  const seen = new Set<string>();
  return tests.flatMap(({ test: { name }, path }): readonly Finding[] => {
    const isTaken = seen.has(name);
    seen.add(name);
    const message = "an earlier test has this name: give it one of its own";
    return isTaken ? [{ path: [...path, "name"], at: "value", message }] : [];
  });
}
