import type { ScriptError, ScriptEvaluation, ScriptWorld } from "../foundation/script-sandbox.ts";
import type { EvaluationCost } from "./costs/evaluation-cost.ts";
import type { FunctionCoverage } from "./coverage/script-coverage.ts";
import { nestsDeeper } from "./nesting.ts";
import { renderEvaluation, worldShapeOf, type WorldShape } from "./script-globals.ts";
import { mostArgumentsLength, mostNesting } from "./script-limits.ts";
import type { SourceMaps } from "./source-map.ts";

/** What there is to know of an evaluation where it runs: texts, ready to cross the wall as they are. */
export interface ScriptRun {
  readonly scriptName: string;
  readonly source: string;
  readonly functionName: string;
  readonly world: WorldShape;
  /** JSON for the prelude. */
  readonly input: string;
}

/** How a run ended. The reports are the prelude's JSON, as it came across the wall. */
export type RunEnd = (
  | { readonly kind: "completed"; readonly report: string }
  /** Without a report if the script kept even that from being read. */
  | { readonly kind: "killed"; readonly report?: string }
  | { readonly kind: "out-of-memory" }
  /** The script never ran: it does not parse, or its arguments are beyond the limits. */
  | { readonly kind: "refused"; readonly error: ScriptError }
  /** The process under the engine ended, twice and without a word; the cause is a signal or an exit code. */
  | { readonly kind: "crashed"; readonly cause: string }
) & {
  /** Unknown when the process ended. */
  readonly world?: ScriptWorld;
  /** What of the script ran, from a child that looks. */
  readonly coverage?: readonly FunctionCoverage[];
  /** What it took, from a child that measures. */
  readonly cost?: EvaluationCost;
};

/** The arguments come from servers that nobody can vouch for, so there is an end to their size and depth. */
export function toScriptRun(evaluation: ScriptEvaluation, maps: SourceMaps): ScriptRun | RunEnd {
  const input = tryRendering(evaluation);
  if (input === undefined || nestsDeeper(input, mostNesting + levelsAroundArguments)) {
    return refuse(`The arguments nest more than ${mostNesting} levels deep`);
  }
  if (input.length > mostArgumentsLength) {
    return refuse(`The arguments are longer than ${mostArgumentsLength} characters of JSON`);
  }
  const { scriptName, functionName } = evaluation;
  const source = maps.withoutMap(evaluation.source);
  return { scriptName, source, functionName, world: worldShapeOf(evaluation), input };
}

/** The evaluation, its calls, and the arguments of one. */
const levelsAroundArguments = 3;

function tryRendering(evaluation: ScriptEvaluation): string | undefined {
  try {
    return renderEvaluation(evaluation);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the stack is exhausted
    throw error;
  }
}

function refuse(message: string): RunEnd {
  return { kind: "refused", error: { message: `RangeError: ${message}` } };
}
