const dayMs = 86_400_000;

/** The UTC day that a time is in, counted from 1970. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / dayMs);
}

export function startOfDayMs(day: number): number {
  return day * dayMs;
}

/** `2026-11-22`. */
export function dateOf(day: number): string {
  return new Date(startOfDayMs(day)).toISOString().slice(0, 10);
}

export function dayOfDate(date: string): number {
  return dayOf(Date.parse(date));
}
