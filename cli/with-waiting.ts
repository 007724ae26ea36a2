import type { CliIo } from "./cli-io.ts";
import { CLEAR_LINE } from "./with-progress.ts";

/** Calls back again and again until it is told to stop. */
export type Ticker = (tick: () => void) => () => void;

/**
 * Shows for how long somebody else has been at work, on one line that is gone when that ends; only where somebody
 * watches, and only from the first second on.
 */
export async function withWaiting<T>(
  { stderr, progressClock }: Partial<Pick<CliIo, "stderr" | "progressClock">>,
  work: () => Promise<T>,
  startTicking: Ticker = everySecond,
): Promise<T> {
  if (stderr === undefined || progressClock === undefined) return await work();
  const startedAtMs = progressClock();
  let isShown = false;
  const stopTicking = startTicking(() => {
    isShown = true;
    const seconds = Math.round((progressClock() - startedAtMs) / 1000);
    stderr(`${CLEAR_LINE}The server is at work: ${seconds} s`);
  });
  try {
    return await work();
  } finally {
    stopTicking();
    if (isShown) stderr(CLEAR_LINE);
  }
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
