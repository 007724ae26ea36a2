import { isAdSelectionId } from "../steps/outcome-book.ts";
import { part, partsOf, type Part } from "./input-part.ts";
import type { Finding } from "./scenario-problem.ts";
import { unknownValue } from "./unknown-name.ts";

/** Checks the names by which a step speaks of the outcome of an earlier one. */
export function findOutcomeProblems(steps: readonly Part[]): readonly Finding[] {
  const names: string[] = [];
  return steps.flatMap((step) => {
    const problems = namedIn(step).flatMap((name) =>
      isId(name) ? [] : unknownValue(name, "outcome", names),
    );
    const as = part(step, "as");
    if (typeof as.value !== "string") return problems;
    if (!names.includes(as.value)) {
      names.push(as.value);
      return problems;
    }
    const message = `an earlier outcome is called "${as.value}" too, give this one its own name`;
    return [...problems, { path: as.path, at: "value", message } as const];
  });
}

function isId({ value }: Part): boolean {
  return typeof value === "string" && isAdSelectionId(value);
}

/** Where in the map behind a verb outcomes are named. */
const NAMING: readonly (readonly string[])[] = [
  ["of"],
  ["chainedAdSelections"],
  ["adSelectionFromOutcomes", "config", "of"],
  ["remove", "adSelectionFromOutcomes", "of"],
];

function namedIn(step: Part): readonly Part[] {
  return partsOf(step)
    .flatMap((verb) => NAMING.map((keys) => part(verb, ...keys)))
    .flatMap((named) => (Array.isArray(named.value) ? partsOf(named) : [named]));
}
