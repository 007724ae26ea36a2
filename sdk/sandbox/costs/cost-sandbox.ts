import type { ScriptSandbox } from "../../foundation/script-sandbox.ts";
import { createObservedSandbox, type ProcessSandboxOptions } from "../process-sandbox.ts";
import type { EvaluationCost } from "./evaluation-cost.ts";

export interface CostSandbox extends ScriptSandbox {
  /** Of every evaluation since it was last asked whose top level came to its end. */
  takeCosts(): readonly EvaluationCost[];
}

/**
 * A process sandbox that takes the time. Results are the same; every world is a fresh one, in one process, so that
 * evaluations do not compete.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createCostSandbox(
  options: Omit<ProcessSandboxOptions, "childCount" | "worlds"> = {},
): CostSandbox {
  let costs: EvaluationCost[] = [];
  const sandbox = createObservedSandbox(
    { ...options, childCount: 1 },
    {
      observing: "costs",
      onRunEnd: (_, { cost }) => {
        if (cost !== undefined) costs.push(cost);
      },
    },
  );
  return {
    ...sandbox,
    takeCosts() {
      const taken = costs;
      costs = [];
      return taken;
    },
  };
}
