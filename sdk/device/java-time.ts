/** As Java's `Instant` writes itself: milliseconds only where there are any. */
export function renderInstant(epochMs: number): string {
  const lastMs = 8.64e15;
  if (Math.abs(epochMs) > lastMs) return `${epochMs} ms since the epoch`;
  // oxlint-disable-next-line no-restricted-globals -- a calendar; no clock is read
  return new Date(epochMs).toISOString().replace(".000Z", "Z");
}

/** As Java's `Duration` writes itself: hours, minutes and seconds, those that are not 0. */
export function renderDuration(durationMs: number): string {
  const minutes = Math.floor(durationMs / 60_000);
  const seconds = (durationMs % 60_000) / 1000;
  const parts = [
    minutes >= 60 ? `${Math.floor(minutes / 60)}H` : "",
    minutes % 60 > 0 ? `${minutes % 60}M` : "",
    seconds > 0 ? `${seconds}S` : "",
  ].join("");
  return `PT${parts || "0S"}`;
}
