import type { Cost, EvaluationCost } from "./evaluation-cost.ts";

/** Enough for what is ours to warm up. */
const sampleCount = 15;

/** What a script seems to take in which nothing happens: the way in and out, and the stopwatch. */
export function findOverhead(
  measure: (source: string) => EvaluationCost | undefined,
  functionName: string,
): EvaluationCost {
  const costs: EvaluationCost[] = [];
  for (let sample = 0; sample < sampleCount; sample += 1) {
    const cost = measure(`function ${functionName}() {}`);
    if (cost !== undefined) costs.push(cost);
  }
  return {
    topLevel: leastOf(costs.map(({ topLevel }) => topLevel)),
    calls: [leastOf(costs.flatMap(({ calls }) => calls))],
  };
}

/** What is more than the least has come from elsewhere, and nothing that a script takes may be taken off. */
function leastOf(costs: readonly Cost[]): Cost {
  return {
    ms: Math.min(...costs.map(({ ms }) => ms)),
    heapBytes: Math.min(...costs.flatMap(({ heapBytes }) => heapBytes ?? [])),
  };
}

export function withoutOverhead(
  { topLevel, calls }: EvaluationCost,
  overhead: EvaluationCost,
): EvaluationCost {
  const [ofCall = overhead.topLevel] = overhead.calls;
  return {
    topLevel: subtract(topLevel, overhead.topLevel),
    calls: calls.map((call) => subtract(call, ofCall)),
  };
}

/** Next to nothing can come out below nothing. */
function subtract(cost: Cost, overhead: Cost): Cost {
  return {
    ms: Math.max(0, cost.ms - overhead.ms),
    heapBytes:
      cost.heapBytes === undefined
        ? undefined
        : Math.max(0, cost.heapBytes - (overhead.heapBytes ?? 0)),
  };
}
