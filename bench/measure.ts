/** Median wall time of `work` in milliseconds, after one run to warm up. */
export async function measureMedianMs(
  times: number,
  work: () => Promise<unknown>,
): Promise<number> {
  await work();
  const tookMs: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const startedAtMs = performance.now();
    await work();
    tookMs.push(performance.now() - startedAtMs);
  }
  return tookMs.toSorted((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
}
