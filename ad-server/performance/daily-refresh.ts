import type { Clock } from "../../sdk/foundation/environment.ts";
import { dayOf, startOfDayMs } from "./days.ts";

/** "Around 12:00 UTC" (spec: monetize 1.5): the reports of the day before have usually come by then. */
const noonMs = 12 * 3_600_000;
const retryAfterMs = 10 * 60_000;

interface DailyRefresh {
  readonly clock: Pick<Clock, "nowMs" | "sleepInBackground">;
  readonly refresh: () => void;
  /** Hears of every refresh that fails. */
  readonly onError: (error: unknown) => void;
}

/** Refreshes every noon until the signal aborts; after one that failed, every ten minutes until one does not. */
export async function refreshDaily(
  { clock, refresh, onError }: DailyRefresh,
  signal: AbortSignal,
): Promise<void> {
  let hasFailed = false;
  for (;;) {
    const waitMs = hasFailed ? retryAfterMs : nextNoonMs(clock.nowMs()) - clock.nowMs();
    try {
      await clock.sleepInBackground(waitMs, signal);
    } catch {
      return; // the signal's reason is its owner's
    }
    try {
      refresh();
      hasFailed = false;
    } catch (error) {
      hasFailed = true;
      onError(error);
    }
  }
}

/** The first noon that is later than this. */
function nextNoonMs(nowMs: number): number {
  const todays = startOfDayMs(dayOf(nowMs)) + noonMs;
  return todays > nowMs ? todays : startOfDayMs(dayOf(nowMs) + 1) + noonMs;
}
