import { performance } from "node:perf_hooks";
import process from "node:process";

/** The engine's clock is a wall clock, so a starved run is tried again with this much more. */
const patienceFactors = [4, 16];

/** How much of its CPU time a killed run must have had; waiting for the engine's helper threads takes some. */
const fairShare = 0.75;

interface Attempt<T> {
  readonly value: T;
  /** CPU time of a run that was killed; undefined when it ended by itself. */
  readonly killedAfterCpuMs: number | undefined;
}

/**
 * Repeats a run that was killed although it hardly got to run: on a busy host a thousand milliseconds on the
 * wall can be fifty on the CPU, and a result may not depend on that. Runs must be repeatable.
 */
export function runUnderWatchdog<T>(
  watchdogMs: number,
  attempt: (wallLimitMs: number) => Attempt<T>,
): T {
  let last = attempt(watchdogMs);
  for (const factor of patienceFactors) {
    const { killedAfterCpuMs = Infinity } = last;
    if (killedAfterCpuMs >= watchdogMs * fairShare) break;
    last = attempt(watchdogMs * factor);
  }
  return last.value;
}

interface Stopwatch {
  wallMs(): number;
  /** What this thread really used. */
  cpuMs(): number;
}

export function startStopwatch(): Stopwatch {
  const startedAtMs = performance.now();
  const startUsage = process.threadCpuUsage();
  return {
    wallMs: () => performance.now() - startedAtMs,
    cpuMs() {
      const { user, system } = process.threadCpuUsage(startUsage);
      return (user + system) / 1000;
    },
  };
}
