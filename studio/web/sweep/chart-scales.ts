import { scaleLinear } from "@visx/scale";
import type { PageSweep } from "../../page-data.ts";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export const chartMargin = { top: 26, right: 20, bottom: 30, left: 58 } as const;
const narrowestTickPx = 44;
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
  return { x, y, xOf, places, ticks: chooseTicks(places, xOf) };
}

function rangeOf(measures: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...measures), Math.max(...measures)];
  return spread(least >= most * flatPart && least > 0 ? least : Math.min(0, least), most);
}

/** A scale needs two ends. */
function spread(least: number, most: number): [number, number] {
  return least === most ? [least - 1, most + 1] : [least, most];
}

/** As many values as have room for their words. */
function chooseTicks(places: readonly number[], xOf: (valueIndex: number) => number) {
  const ticks: number[] = [];
  let lastPx = Number.NEGATIVE_INFINITY;
  for (const [index, place] of places.entries()) {
    if (Math.abs(xOf(index) - lastPx) < narrowestTickPx) continue;
    ticks.push(place);
    lastPx = xOf(index);
  }
  return ticks;
}
