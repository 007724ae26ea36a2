import type { VirtualClock } from "../../../simulator/index.ts";

/** How a question ended. */
export type Ending =
  | { readonly kind: "answered"; readonly answer: unknown }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "hung" };

/** As long as anybody would wait who never gives up: an hour, which costs no time here. */
export const patienceMs = 3_600_000;

/** Waits for `work` for that much virtual time: one that never settles would stop a test for good. */
export async function settleWithin(
  clock: VirtualClock,
  withinMs: number,
  work: () => unknown,
): Promise<Ending> {
  const tooLate = new AbortController();
  const ending = start(work).then(
    (answer): Ending => ({ kind: "answered", answer }),
    (error: unknown): Ending => ({ kind: "threw", error }),
  );
  const hung = clock.sleep(withinMs, tooLate.signal).then(
    (): Ending => ({ kind: "hung" }),
    () => ending,
  );
  const first = await Promise.race([ending, hung]);
  tooLate.abort();
  return first;
}

/** An adapter may throw before it has made a promise. */
async function start(work: () => unknown): Promise<unknown> {
  return await work();
}
