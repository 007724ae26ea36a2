/** Median wall time of `work` in milliseconds, after one run to warm up. */
export async function measureMedianMs(
  times: number,
  work: () => Promise<unknown>,
): Promise<number> {
  await work();
  const tookMs: number[] = [];
  for (let run = 0; run < times; run += 1) tookMs.push(await measureMs(work));
  return medianOf(tookMs);
}

/** A piece of work, done several times in a row so that the clock can tell. */
export interface Repeated {
  readonly work: () => unknown;
  readonly times: number;
}

export interface Comparison {
  /** Median of what one cost against the other in the same round. */
  readonly ratio: number;
  /** Median time of one piece of work. */
  readonly oneMs: number;
  readonly otherMs: number;
}

/** Rounds alternate, so that what else the machine does falls on both sides; the first ones warm up. */
export async function compare(rounds: number, one: Repeated, other: Repeated): Promise<Comparison> {
  const warmUps = Math.ceil(rounds / 3);
  const ratios: number[] = [];
  const onesMs: number[] = [];
  const othersMs: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const oneMs = await measureRepeatedMs(one);
    const otherMs = await measureRepeatedMs(other);
    if (round < 0) continue;
    ratios.push(oneMs / otherMs);
    onesMs.push(oneMs);
    othersMs.push(otherMs);
  }
  return { ratio: medianOf(ratios), oneMs: medianOf(onesMs), otherMs: medianOf(othersMs) };
}

async function measureRepeatedMs({ work, times }: Repeated): Promise<number> {
  const tookMs = await measureMs(async () => {
    for (let time = 0; time < times; time += 1) {
      const done = work();
      if (done instanceof Promise) await done;
    }
  });
  return tookMs / times;
}

async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await work();
  return performance.now() - startedAtMs;
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
