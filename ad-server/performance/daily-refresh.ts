import type { Clock } from "../../sdk/foundation/environment.ts";
import { dayOf, startOfDayMs } from "./days.ts";

/** "Around 12:00 UTC" (spec: monetize 1.5): the reports of the day before have usually come by then. */
const noonMs = 12 * 3_600_000;

interface DailyRefresh {
  readonly clock: Pick<Clock, "nowMs" | "sleepInBackground">;
  readonly refresh: () => void;
  /** Hears of a refresh that failed; the next one is tried all the same. */
  readonly onError: (error: unknown) => void;
}

/** Refreshes every noon until the signal aborts. */
export async function refreshDaily(
  { clock, refresh, onError }: DailyRefresh,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const waitMs = nextNoonMs(clock.nowMs()) - clock.nowMs();
    try {
      await clock.sleepInBackground(waitMs, signal);
    } catch {
      return; // the signal's reason is its owner's
    }
    try {
      refresh();
    } catch (error) {
      onError(error);
    }
  }
}

/** The first noon that is later than this. */
function nextNoonMs(nowMs: number): number {
  const todays = startOfDayMs(dayOf(nowMs)) + noonMs;
  return todays > nowMs ? todays : startOfDayMs(dayOf(nowMs) + 1) + noonMs;
}
