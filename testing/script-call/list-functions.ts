import {
  DECISION_FUNCTIONS,
  type DecisionFunctionId,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { callScript, type ScriptText } from "./call-script.ts";

export interface OfferedFunction {
  readonly id: DecisionFunctionId;
  /** How many parameters it declares. */
  readonly parameterCount: number;
}

/**
 * The decision functions that a script has, which running its top level tells. Of two versions of one, the first:
 * nothing in a script says which it is.
 */
export async function listFunctions(
  script: ScriptText,
  sandbox: ScriptSandbox,
): Promise<readonly OfferedFunction[]> {
  const offered: OfferedFunction[] = [];
  for (const { id, functionName } of DECISION_FUNCTIONS) {
    if (id !== functionName) continue;
    const { functionLength } = await callScript({ script, function: id, calls: [] }, sandbox);
    if (functionLength !== undefined) offered.push({ id, parameterCount: functionLength });
  }
  return offered;
}
