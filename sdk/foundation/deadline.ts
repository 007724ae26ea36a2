import type { Clock } from "./environment.ts";

/** A span of time that work has to end in; spans nest, and the tightest one counts. */
export interface Deadline {
  /** Aborts when this span, or one around it, is over. */
  readonly signal: AbortSignal;
  remainingMs(): number;
}

export type Timed<T> =
  | { readonly kind: "finished"; readonly value: T }
  | { readonly kind: "timed-out"; readonly timeoutMs: number };

/** Made once: an abort without a reason makes an error of its own, and that costs more than all else here. */
const endedFirst = new Error("The work ended before its time was over.");

/**
 * Runs `work` for at most `timeoutMs`. When work and timer end at the same instant, the timer began first and
 * wins, as on Android (spec: on-device 5). Work that goes on after its time is over is not waited for.
 *
 * Rejects with the reason of `outer` when that span ends first: only the span that is over says so.
 */
export async function runWithin<T>(
  clock: Clock,
  limits: { readonly timeoutMs: number; readonly outer?: Deadline | undefined },
  work: (deadline: Deadline) => Promise<T>,
): Promise<Timed<T>> {
  const { timeoutMs, outer } = limits;
  outer?.signal.throwIfAborted();
  const endsAtMs = clock.elapsedMs() + timeoutMs; // nobody can set this clock
  const inner = new AbortController();
  const timer = new AbortController();
  const interrupted = Promise.withResolvers<never>();
  interrupted.promise.catch(() => undefined);
  const interrupt = (): void => {
    inner.abort(outer?.signal.reason);
    interrupted.reject(outer?.signal.reason);
  };
  outer?.signal.addEventListener("abort", interrupt);

  const deadline: Deadline = {
    signal: inner.signal,
    remainingMs: () =>
      Math.max(0, Math.min(endsAtMs - clock.elapsedMs(), outer?.remainingMs() ?? Infinity)),
  };
  const expiry = clock.sleep(timeoutMs, timer.signal).then((): Timed<T> => {
    inner.abort(new Error(`No time left: the limit was ${timeoutMs} ms.`));
    return { kind: "timed-out", timeoutMs };
  });
  expiry.catch(() => undefined); // the timer is cancelled when work ends first
  const finish = startWork(work, deadline);
  finish.catch(() => undefined); // late failures belong to nobody

  try {
    return await Promise.race([expiry, finish, interrupted.promise]);
  } finally {
    timer.abort(endedFirst);
    outer?.signal.removeEventListener("abort", interrupt);
  }
}

/** Work that throws before it gives a promise fails like any other. */
async function startWork<T>(
  work: (deadline: Deadline) => Promise<T>,
  deadline: Deadline,
): Promise<Timed<T>> {
  return { kind: "finished", value: await work(deadline) };
}
