import type ivm from "isolated-vm";
import type { Cost, EvaluationCost } from "./evaluation-cost.ts";

interface Mark {
  readonly beforeMs: number;
  readonly heapBytes: number;
  /** Looking at the heap takes time, too. */
  readonly afterMs: number;
}

/** Marks when a script starts, when its top level ends, and when each call begins and ends. */
export interface Stopwatch {
  mark(isolate: ivm.Isolate): void;
  /** Of what was marked since the last time; undefined if the script never got to its top level's end. */
  take(): EvaluationCost | undefined;
}

export function createStopwatch(): Stopwatch {
  let marks: Mark[] = [];
  return {
    mark(isolate) {
      const beforeMs = performance.now();
      const heapBytes = isolate.getHeapStatisticsSync().used_heap_size;
      marks.push({ beforeMs, heapBytes, afterMs: performance.now() });
    },
    take() {
      const [start, topLevelEnd, ...ofCalls] = marks;
      marks = [];
      if (start === undefined || topLevelEnd === undefined) return undefined;
      const calls: Cost[] = [];
      for (let at = 0; at + 1 < ofCalls.length; at += 2) {
        const [begin, end] = ofCalls.slice(at, at + 2);
        if (begin !== undefined && end !== undefined) calls.push(costBetween(begin, end));
      }
      return { topLevel: costBetween(start, topLevelEnd), calls };
    },
  };
}

function costBetween(begin: Mark, end: Mark): Cost {
  const grownBytes = end.heapBytes - begin.heapBytes;
  return {
    ms: end.beforeMs - begin.afterMs,
    heapBytes: grownBytes < 0 ? undefined : grownBytes,
  };
}
