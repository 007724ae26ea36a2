/** Three digits tell more than the measurement knows already. */
export function renderTime(ms: number): string {
  const us = ms * 1000;
  if (us < 0.1) return "< 0.1 µs";
  if (us < 999.5) return `${toDigits(us)} µs`;
  return ms < 999.5 ? `${toDigits(ms)} ms` : `${toDigits(ms / 1000)} s`;
}

export function renderBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kb = bytes / 1024;
  return kb < 999.5 ? `${toDigits(kb)} KB` : `${toDigits(kb / 1024)} MB`;
}

function toDigits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}
