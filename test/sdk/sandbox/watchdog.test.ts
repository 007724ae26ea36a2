import { expect, it } from "vitest";
import { runUnderWatchdog } from "../../../sdk/sandbox/watchdog.ts";

/** Runs that were killed after these CPU times, the last one repeating; and the limits they were given. */
function aBusyHost(...cpuTimesMs: readonly (number | undefined)[]) {
  const wallLimitsMs: number[] = [];
  const attempt = (wallLimitMs: number) => {
    const killedAfterCpuMs = cpuTimesMs[Math.min(wallLimitsMs.length, cpuTimesMs.length - 1)];
    wallLimitsMs.push(wallLimitMs);
    return { value: `run ${wallLimitsMs.length}`, killedAfterCpuMs };
  };
  return { attempt, wallLimitsMs };
}

it("takes the first run when it ended by itself", () => {
  const { attempt, wallLimitsMs } = aBusyHost(undefined);

  expect(runUnderWatchdog(1000, attempt)).toBe("run 1");
  expect(wallLimitsMs).toEqual([1000]);
});

it("takes the first run when it was killed after using its CPU time", () => {
  const { attempt, wallLimitsMs } = aBusyHost(760);

  expect(runUnderWatchdog(1000, attempt)).toBe("run 1");
  expect(wallLimitsMs).toEqual([1000]);
});

it("repeats a run that was killed while others had the CPU, with the time it needs beside them", () => {
  const { attempt, wallLimitsMs } = aBusyHost(300, undefined);

  expect(runUnderWatchdog(1000, attempt)).toBe("run 2");
  expect(wallLimitsMs).toEqual([1000, 3334]);
});

it("gives up on a run that never gets its CPU time", () => {
  const { attempt, wallLimitsMs } = aBusyHost(0);

  expect(runUnderWatchdog(1000, attempt)).toBe("run 3");
  expect(wallLimitsMs).toEqual([1000, 16_000, 16_000]);
});
