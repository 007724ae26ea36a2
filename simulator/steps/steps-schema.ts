import { z } from "zod";
import type { Path } from "../scenario/scenario-problem.ts";
import type { Step, StepEntry } from "./step-definition.ts";
import { StepSchema } from "./step-schema.ts";

/** Of a run, with every repetition. */
const mostSteps = 20_000;

type Repeated = Extract<StepEntry, { readonly repeat: number }>;

/** A scenario's list of steps; what is repeated comes out as many times. */
export const StepsSchema = z
  .array(StepSchema)
  .check(({ value, issues }) => {
    if (issues.length > 0) return;
    const problem = findNested(value) ?? findExcess(value);
    if (problem !== undefined) issues.push({ code: "custom", input: value, ...problem });
  })
  .transform((entries) => entries.flatMap(expand));

function expand(entry: StepEntry): readonly Step[] {
  if (!isRepeated(entry)) return [entry];
  const steps = entry.steps.flatMap(expand);
  return Array.from({ length: entry.repeat }, () => steps).flat();
}

function isRepeated(entry: StepEntry): entry is Repeated {
  return "repeat" in entry;
}

interface Problem {
  readonly path: PropertyKey[];
  readonly message: string;
}

function findNested(entries: readonly StepEntry[]): Problem | undefined {
  for (const [index, entry] of entries.entries()) {
    const inner = isRepeated(entry) ? entry.steps.findIndex(isRepeated) : -1;
    if (inner < 0) continue;
    const message = "steps that are repeated hold no repeat themselves";
    return { path: [index, "steps", inner, "repeat"], message };
  }
  return undefined;
}

function findExcess(entries: readonly StepEntry[]): Problem | undefined {
  let count = 0;
  for (const [index, entry] of entries.entries()) {
    count += isRepeated(entry) ? entry.repeat * entry.steps.length : 1;
    if (count <= mostSteps) continue;
    const message = `expected at most ${mostSteps} steps with all repetitions, got ${count} up to here`;
    return { path: isRepeated(entry) ? [index, "repeat"] : [index], message };
  }
  return undefined;
}

/** Where the steps, as they are written, have the one that a run carries out as number `step`, from 1. */
export function pathOfStep(written: unknown, step: number): Path {
  let count = 0;
  for (const [index, entry] of (Array.isArray(written) ? written : []).entries()) {
    const { repeat = 1, steps } = (entry ?? {}) as Partial<Repeated>;
    const length = steps?.length ?? 1;
    if (step <= count + repeat * length) {
      return [
        "steps",
        index,
        ...(steps === undefined ? [] : ["steps", (step - 1 - count) % length]),
      ];
    }
    count += repeat * length;
  }
  return ["steps", step - 1];
}
