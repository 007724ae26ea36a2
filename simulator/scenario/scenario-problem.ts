import { MediationError } from "../../sdk/index.ts";

export type Path = readonly PropertyKey[];

/** Something in a scenario that the user has to change, before it is known where in the file that is. */
export interface Finding {
  readonly path: Path;
  /** Whether the key at the end of the path is wrong, or its value. */
  readonly at: "key" | "value";
  readonly message: string;
}

/** A place in a scenario file, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A finding and its place; a scenario that is a program has no places. */
export interface ScenarioProblem extends Partial<Position> {
  readonly path: string;
  readonly message: string;
}

/** What a file holds, before anybody knows whether it is a scenario. */
export interface ScenarioSource {
  /** The file as messages name it. */
  readonly path: string;
  readonly value: unknown;
  readonly locate: Locate;
  /** What is already known to be wrong. */
  readonly problems: readonly ScenarioProblem[];
}

export type Locate = (path: Path, at: "key" | "value") => Position | undefined;

export function placeFindings(findings: readonly Finding[], locate: Locate): ScenarioProblem[] {
  return findings
    .map(({ path, at, message }) => ({ ...locate(path, at), path: renderPath(path), message }))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** `sellers["ssp.example"].scripts` – as one would write it in JavaScript. */
export function renderPath(path: Path): string {
  const keys = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    const name = String(key);
    return /^[\w$-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  return keys.join("").replace(/^\./, "");
}

/** `scenario.yaml:12:5  app.appID: unknown key` – terminals and editors make the beginning a link. */
function renderProblem(file: string, problem: ScenarioProblem): string {
  const { line, column, path, message } = problem;
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  return `${place}  ${path === "" ? "" : `${path}: `}${message}`;
}

export function scenarioInvalid(
  file: string,
  problems: readonly ScenarioProblem[],
  hint = "Change these places; docs/scenario-format.md describes every key.",
): MediationError {
  return new MediationError("ERR_SCENARIO_INVALID", listProblems(file, problems), {
    hint,
    details: { problems },
  });
}

export function listProblems(
  file: string,
  problems: readonly ScenarioProblem[],
  what = "scenario",
): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map((problem) => `\n  ${renderProblem(file, problem)}`);
  return `Cannot use ${what} "${file}": ${count}${lines.join("")}`;
}
