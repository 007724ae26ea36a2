import type { ScriptError, ScriptEvaluation } from "../foundation/script-sandbox.ts";
import { renderPreludeInput } from "./script-globals.ts";

/** What there is to know of an evaluation where it runs: texts, ready to cross the wall as they are. */
export interface ScriptRun {
  readonly scriptName: string;
  readonly source: string;
  readonly functionName: string;
  readonly hasDebuggingOnly: boolean;
  /** JSON for the prelude. */
  readonly input: string;
}

/** How a run ended. The reports are the prelude's JSON, as it came across the wall. */
export type RunEnd =
  | { readonly kind: "completed"; readonly report: string }
  /** Without a report if the script kept even that from being read. */
  | { readonly kind: "killed"; readonly report?: string }
  | { readonly kind: "out-of-memory" }
  | { readonly kind: "unparsable"; readonly error: ScriptError }
  /** The process under the engine ended, twice and without a word; the cause is a signal or an exit code. */
  | { readonly kind: "crashed"; readonly cause: string };

export function toScriptRun(evaluation: ScriptEvaluation): ScriptRun {
  const { scriptName, source, functionName, globals = [] } = evaluation;
  const hasDebuggingOnly = globals.includes("forDebuggingOnly");
  const input = renderPreludeInput(evaluation);
  return { scriptName, source, functionName, hasDebuggingOnly, input };
}
