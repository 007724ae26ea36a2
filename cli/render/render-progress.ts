import { renderBar } from "./render-bar.ts";

const BAR_WIDTH = 20;

export interface Advance {
  readonly done: number;
  readonly total: number;
  readonly spentMs: number;
}

/** `███▌       18%  18 of 100, 9 per second`. */
export function renderProgress({ done, total, spentMs }: Advance): string {
  const whole = { startMs: 0, endMs: total };
  const bar = renderBar({ startMs: 0, endMs: done }, whole, BAR_WIDTH);
  const percent = `${Math.floor((100 * done) / total)}%`.padStart("100%".length);
  const perSecond = (1000 * done) / spentMs;
  const rate = perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond));
  return `${bar}  ${percent}  ${done} of ${total}, ${rate} per second`;
}
