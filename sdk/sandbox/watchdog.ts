import { performance } from "node:perf_hooks";
import process from "node:process";

const mostAttempts = 3;

/** How many times as slow as alone a run may be on a busy host. */
const mostPatience = 16;

/** How much of its CPU time a killed run must have had; waiting for the engine's helper threads takes some. */
const fairShare = 0.75;

interface Attempt<T> {
  readonly value: T;
  /** CPU time of a run that was killed; undefined when it ended by itself. */
  readonly killedAfterCpuMs: number | undefined;
}

/**
 * Repeats a run that was killed although it hardly got to run: the engine's clock is a wall clock, on a busy
 * host a thousand milliseconds on the wall can be fifty on the CPU, and a result may not depend on that. What
 * share of the CPU there was tells how long to wait next time. Runs must be repeatable.
 */
export function runUnderWatchdog<T>(
  watchdogMs: number,
  attempt: (wallLimitMs: number) => Attempt<T>,
): T {
  let wallLimitMs = watchdogMs;
  let last = attempt(wallLimitMs);
  for (let made = 1; made < mostAttempts; made += 1) {
    const { killedAfterCpuMs = Infinity } = last;
    if (killedAfterCpuMs >= watchdogMs * fairShare) break;
    const patience = Math.min(wallLimitMs / killedAfterCpuMs, mostPatience);
    wallLimitMs = Math.ceil(watchdogMs * patience);
    last = attempt(wallLimitMs);
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
