import type { Span } from "./span.ts";

/** By which halves of a character are filled. All of these are in the oldest of terminal fonts. */
const ANSWERED = { none: " ", left: "▌", right: "▐", both: "█" } as const;
/** Time that nobody answered in looks otherwise even without colours. */
const TIMED_OUT = { none: " ", left: "░", right: "░", both: "░" } as const;

/** Where in a request something went on and for how long; what took no time at all is still to be seen. */
export function renderBar(span: Span, whole: Span, width: number): string {
  const halves = 2 * width;
  const spentMs = whole.endMs - whole.startMs;
  const toHalf = (atMs: number): number =>
    spentMs === 0 ? 0 : Math.round(((atMs - whole.startMs) / spentMs) * halves);
  const from = Math.min(toHalf(span.startMs), halves - 1);
  const to = Math.max(toHalf(span.endMs), from + 1);
  const isFilled = (half: number): boolean => half >= from && half < to;
  const cells = span.isTimeout === true ? TIMED_OUT : ANSWERED;
  return Array.from({ length: width }, (_, cell) => {
    const hasLeft = isFilled(2 * cell);
    const hasRight = isFilled(2 * cell + 1);
    if (hasLeft && hasRight) return cells.both;
    if (hasLeft) return cells.left;
    return hasRight ? cells.right : cells.none;
  }).join("");
}
