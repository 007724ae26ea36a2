import type { Cost, CostSandbox, DecisionFunctionId, EvaluationCost } from "../../sdk/index.ts";
import { callScript, type CalledScript, type ScriptCall } from "../script-call/call-script.ts";
import { findSpread, type CostSpread } from "./find-spread.ts";

export interface MeasureOptions {
  /** How many calls to measure in all, at least; 500 by default. */
  readonly callCount?: number;
}

/** What a function of a script takes of this machine. */
export interface ScriptMeasurement {
  readonly script: string;
  readonly function: DecisionFunctionId;
  /** Evaluations, each in a fresh world: a top level, and the calls. */
  readonly worldCount: number;
  /** Evaluations before those, which do not count. */
  readonly warmUpCount: number;
  readonly callsPerWorld: number;
  readonly topLevel: CostSpread;
  readonly firstCall: CostSpread;
  /** Of functions that a device calls several times in one world. */
  readonly laterCalls: CostSpread | undefined;
}

export type Measured =
  | { readonly kind: "measured"; readonly measurement: ScriptMeasurement }
  /** The script failed, in this call. */
  | { readonly kind: "failed"; readonly called: CalledScript };

/** As many as a buyer's audience may have ads, or a seller bids to score. */
const callsInLoop = 10;
/** Of the evaluations that count. */
const warmUpShare = 0.1;

/**
 * Calls a function again and again as a device does, ads in a loop and everything else once in a world, and takes the
 * time. What comes out is of this machine and moment.
 */
export async function measureScript(
  call: ScriptCall,
  sandbox: CostSandbox,
  { callCount = 500 }: MeasureOptions = {},
): Promise<Measured> {
  const given = call.calls ?? [{}];
  const isLooped = loopedFunctions.has(call.function);
  const calls = isLooped && given.length === 1 ? repeat(given, callsInLoop) : given;
  const worldCount = Math.ceil(callCount / calls.length);
  const warmUpCount = Math.ceil(worldCount * warmUpShare);
  const costs: EvaluationCost[] = [];
  for (let world = -warmUpCount; world < worldCount; world += 1) {
    const called = await callScript({ ...call, calls }, sandbox);
    const cost = sandbox.takeCosts().at(-1);
    if (called.failure !== undefined || cost === undefined) return { kind: "failed", called };
    if (world >= 0) costs.push(cost);
  }
  const { script, function: id } = call;
  const counts = { worldCount, warmUpCount, callsPerWorld: calls.length };
  return {
    kind: "measured",
    measurement: { script: script.name, function: id, ...counts, ...spreadOut(costs) },
  };
}

const loopedFunctions: ReadonlySet<DecisionFunctionId> = new Set(["generateBid", "scoreAd"]);

function repeat<T>(things: readonly T[], times: number): readonly T[] {
  return Array.from({ length: times }, () => things).flat();
}

/** A script whose status ends the loop has no later calls. */
function spreadOut(costs: readonly EvaluationCost[]) {
  const later = costs.flatMap(({ calls }) => calls.slice(1));
  const first = costs.flatMap(({ calls }): readonly Cost[] => calls.slice(0, 1));
  return {
    topLevel: findSpread(costs.map(({ topLevel }) => topLevel)),
    firstCall: findSpread(first),
    laterCalls: later.length === 0 ? undefined : findSpread(later),
  };
}
