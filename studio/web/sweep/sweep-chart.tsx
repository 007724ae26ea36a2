import { useElementSize } from "@mantine/hooks";
import { AxisBottom, AxisLeft } from "@visx/axis";
import { GridRows } from "@visx/grid";
import { LinePath } from "@visx/shape";
import type { MouseEvent, ReactNode } from "react";
import type { PageSweep, PageSweepPoint } from "../../page-data.ts";
import { anchorOf, chartMargin, createChartScales } from "./chart-scales.ts";
import { lookOf, SeriesMark } from "./series-mark.tsx";
import styles from "./sweep-view.module.css";

const heightPx = 300;
/** Until it has been measured. */
const usualWidthPx = 640;

interface SweepChartProps {
  readonly sweep: PageSweep;
  readonly metricIndex: number;
  readonly valueIndex: number;
  readonly openValue: (valueIndex: number) => void;
}

type Scales = ReturnType<typeof createChartScales>;

/** A line for each series. The table below says the same to whoever does not see it. */
export function SweepChart(props: SweepChartProps): ReactNode {
  const { sweep, metricIndex, valueIndex, openValue } = props;
  const { ref, width: measuredPx } = useElementSize<HTMLDivElement>();
  const width = measuredPx || usualWidthPx;
  const scales = createChartScales(sweep, metricIndex, { width, height: heightPx });
  const openNearest = (event: MouseEvent<SVGSVGElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = sweep.values.map((_, index) => Math.abs(scales.xOf(index) - x));
    openValue(distances.indexOf(Math.min(...distances)));
  };
  const label = `${sweep.metrics[metricIndex]?.label ?? ""} by ${sweep.setting}; below as a table`;
  return (
    <div ref={ref} className={styles["chart"]}>
      <svg role="img" aria-label={label} width={width} height={heightPx} onClick={openNearest}>
        <Axes scales={scales} width={width} />
        <ChosenValue
          x={scales.xOf(valueIndex)}
          word={scales.words[valueIndex] ?? ""}
          width={width}
        />
        {sweep.series.map(({ points }, index) => (
          <Line key={index} seriesIndex={index} {...{ points, scales, metricIndex, valueIndex }} />
        ))}
      </svg>
    </div>
  );
}

interface AxesProps {
  readonly scales: Scales;
  readonly width: number;
}

const tickWords = { fill: "var(--text-dimmed)", fontSize: 12, fontFamily: "inherit" } as const;

function Axes({ scales: { x, y, ticks }, width }: AxesProps): ReactNode {
  return (
    <>
      <GridRows
        scale={y}
        left={chartMargin.left}
        width={width - chartMargin.left - chartMargin.right}
        numTicks={5}
        stroke="var(--line)"
      />
      <AxisLeft
        scale={y}
        left={chartMargin.left}
        numTicks={5}
        hideAxisLine
        hideTicks
        tickFormat={(value) => wordTick(Number(value))}
        tickLabelProps={{ ...tickWords, textAnchor: "end", dy: "0.33em" }}
      />
      <AxisBottom
        scale={x}
        top={heightPx - chartMargin.bottom}
        tickValues={ticks.map(({ place }) => place)}
        stroke="var(--line-strong)"
        tickStroke="var(--line-strong)"
        tickFormat={(_, index) => ticks[index]?.word ?? ""}
        tickLabelProps={(_, index) => ({
          ...tickWords,
          dy: "0.25em",
          textAnchor: anchorOf(ticks[index]?.word ?? "", ticks[index]?.x ?? 0, width),
        })}
      />
    </>
  );
}

/** More digits than these have no room beside the axis. */
const mostInFull = 100_000;

function wordTick(value: number): string {
  const notation = Math.abs(value) < mostInFull ? "standard" : "compact";
  return value.toLocaleString("en", { notation, maximumFractionDigits: 4 });
}

interface ChosenValueProps {
  readonly x: number;
  readonly word: string;
  readonly width: number;
}

function ChosenValue({ x, word, width }: ChosenValueProps): ReactNode {
  return (
    <g transform={`translate(${x},0)`}>
      <line
        y1={chartMargin.top - 8}
        y2={heightPx - chartMargin.bottom}
        stroke="var(--accent)"
        strokeWidth={2}
      />
      <text y={12} textAnchor={anchorOf(word, x, width)} className={styles["chosen"]}>
        {word}
      </text>
    </g>
  );
}

interface LineProps {
  readonly points: readonly PageSweepPoint[];
  readonly scales: Scales;
  readonly metricIndex: number;
  readonly valueIndex: number;
  readonly seriesIndex: number;
}

/** Where nothing was measured, the line has a gap. */
function Line({ points, scales, metricIndex, valueIndex, seriesIndex }: LineProps): ReactNode {
  const look = lookOf(seriesIndex);
  const places = points.map((point, index) => {
    const measure = point.measures[metricIndex] ?? undefined;
    return { index, x: scales.xOf(index), y: measure && scales.y(measure.value) };
  });
  return (
    <>
      <LinePath
        data={places}
        x={({ x }) => x}
        y={({ y }) => y ?? 0}
        defined={({ y }) => y !== undefined}
        stroke={look.color}
        strokeWidth={2}
        strokeDasharray={look.dashes}
      />
      {places.map(({ index, x, y }) =>
        y === undefined || !isMarked(index, valueIndex, scales) ? null : (
          <SeriesMark key={index} {...{ look, x, y }} isLarge={index === valueIndex} />
        ),
      )}
    </>
  );
}

const narrowestMarkPx = 16;

/** So that shapes do not hide each other where there are many values. */
function isMarked(index: number, valueIndex: number, { xOf }: Scales): boolean {
  const distancePx = Math.abs(xOf(1) - xOf(0));
  const every = Math.max(1, Math.ceil(narrowestMarkPx / distancePx));
  return index === valueIndex || index % every === 0;
}
