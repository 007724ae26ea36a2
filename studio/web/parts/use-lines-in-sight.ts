import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from "react";

/** Of a line that has not been drawn yet. */
const usualHeightPx = 84;
/** Drawn beyond both edges, so that a quick scroll does not show a gap. */
const sparePx = 400;

/** Which lines of a scrolling box have to be in the document, and where they stand; heights are measured as they come. */
export function useLinesInSight(count: number, currentIndex: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const size = useElementSize<HTMLDivElement>();
  const box = useMergedRef(scroller, size.ref);
  const [scrolledPx, setScrolledPx] = useState(0);
  const heights = useHeights(size.width);
  const tops = listTops(count, heights.known);
  const totalPx = tops[count] ?? 0;
  const from = Math.min(scrolledPx, Math.max(0, totalPx - size.height)) - sparePx;
  const first = Math.max(0, findLine(tops, from));
  const end = Math.min(count, findLine(tops, from + size.height + 2 * sparePx) + 1);

  useLayoutEffect(() => heights.measure(lines.current, first));
  useReveal(scroller, { index: currentIndex, tops, heightPx: size.height, known: heights.known });
  return {
    box,
    lines,
    onScroll: ({ currentTarget }: UIEvent<HTMLElement>) => setScrolledPx(currentTarget.scrollTop),
    totalPx,
    topPx: tops[first] ?? 0,
    indexes: Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index),
  };
}

/** Known until the width changes. */
function useHeights(width: number) {
  const [known, setKnown] = useState<ReadonlyMap<number, number>>(new Map());
  const measuredAt = useRef(width);
  const measure = (lines: HTMLElement | null, first: number): void => {
    const before = measuredAt.current === width ? known : new Map<number, number>();
    measuredAt.current = width;
    const heights = Array.from(lines?.children ?? [], (line) => (line as HTMLElement).offsetHeight);
    if (heights.every((height, index) => before.get(first + index) === height)) return;
    setKnown(
      new Map([...before, ...heights.map((height, index) => [first + index, height] as const)]),
    );
  };
  return { known, measure };
}

/** Where each line begins; at the end, where the last one ends. */
function listTops(count: number, known: ReadonlyMap<number, number>): readonly number[] {
  const tops = [0];
  for (let index = 0; index < count; index += 1) {
    tops.push((tops[index] ?? 0) + (known.get(index) ?? usualHeightPx));
  }
  return tops;
}

/** The line that is drawn at this height. */
function findLine(tops: readonly number[], px: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Reveal {
  readonly index: number;
  readonly tops: readonly number[];
  readonly heightPx: number;
  readonly known: ReadonlyMap<number, number>;
}

/**
 * Scrolls to a line once, when it becomes the current one: from then on the reader scrolls. Until the line has been
 * drawn, nobody knows where exactly it is.
 */
function useReveal(scroller: RefObject<HTMLElement | null>, reveal: Reveal): void {
  const { index, tops, heightPx, known } = reveal;
  const isDue = useRef(true);
  useEffect(() => {
    isDue.current = true;
  }, [index, heightPx]);
  useEffect(() => {
    if (!isDue.current || heightPx === 0) return;
    revealLine(scroller.current, tops, index);
    isDue.current = !known.has(index);
  });
}

/** Scrolls within the box only: the page stays where it is. */
function revealLine(box: HTMLElement | null, tops: readonly number[], index: number): void {
  const [top, bottom] = [tops[index], tops[index + 1]];
  if (box === null || top === undefined || bottom === undefined) return;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
