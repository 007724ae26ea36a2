import { scaleLinear } from "@visx/scale";
import type { PageSweep } from "../../page-data.ts";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export const chartMargin = { top: 26, right: 20, bottom: 30, left: 58 } as const;
/** Between the words of two ticks. */
const tickGapPx = 16;
const characterPx = 8;
const mostCharacters = 16;
/** Where the values differ by less than this part of the largest, an axis from zero would hide it. */
const flatPart = 0.5;

/** Where values and measures are drawn; what is no number stands at even distances. */
export function createChartScales(
  { values, series }: PageSweep,
  metricIndex: number,
  { width, height }: ChartSize,
) {
  const numbers = values.map(Number);
  const places = numbers.every(Number.isFinite) ? numbers : values.map((_, index) => index);
  const x = scaleLinear<number>({
    domain: spread(Math.min(...places), Math.max(...places)),
    range: [chartMargin.left, width - chartMargin.right],
  });
  const measures = series.flatMap(({ points }) =>
    points.flatMap((point) => point.measures[metricIndex]?.value ?? []),
  );
  const y = scaleLinear<number>({
    domain: measures.length === 0 ? [0, 1] : rangeOf(measures),
    range: [height - chartMargin.bottom, chartMargin.top],
    nice: 5,
  });
  const xOf = (valueIndex: number): number => x(places[valueIndex] ?? 0);
  const words = values.map(shorten);
  const ticks = places.map((place, index) => ({ place, x: xOf(index), word: words[index] ?? "" }));
  return { x, y, xOf, words, ticks: chooseTicks(ticks) };
}

/** The rest is told beside the slider. */
function shorten(word: string): string {
  return word.length <= mostCharacters ? word : `${word.slice(0, mostCharacters - 1)}…`;
}

/** Where a word of the chart has to stand so that it is not cut at an edge. */
export function anchorOf(word: string, x: number, width: number): "start" | "middle" | "end" {
  const halfPx = (word.length * characterPx) / 2;
  if (x < halfPx) return "start";
  return x + halfPx > width ? "end" : "middle";
}

function rangeOf(measures: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...measures), Math.max(...measures)];
  return spread(least >= most * flatPart && least > 0 ? least : Math.min(0, least), most);
}

/** A scale needs two ends. */
function spread(least: number, most: number): [number, number] {
  return least === most ? [least - 1, most + 1] : [least, most];
}

interface Tick {
  readonly place: number;
  readonly x: number;
  readonly word: string;
}

/** As many values as have room for their words. */
function chooseTicks(all: readonly Tick[]): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const tick of all) {
    const last = ticks.at(-1);
    const roomPx = tickGapPx + ((tick.word.length + (last?.word.length ?? 0)) * characterPx) / 2;
    if (last === undefined || Math.abs(tick.x - last.x) >= roomPx) ticks.push(tick);
  }
  return ticks;
}
