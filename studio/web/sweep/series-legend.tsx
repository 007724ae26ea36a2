import type { ReactNode } from "react";
import type { PageSweep } from "../../page-data.ts";
import { lookOf, SeriesMark } from "./series-mark.tsx";
import styles from "./sweep-view.module.css";

interface SeriesLegendProps {
  readonly sweep: PageSweep;
  readonly metricIndex: number;
  readonly valueIndex: number;
}

/** Which line is whose, and where it stands at the chosen value. */
export function SeriesLegend({ sweep, metricIndex, valueIndex }: SeriesLegendProps): ReactNode {
  return (
    <ul className={styles["legend"]} aria-label="Series">
      {sweep.series.map(({ name, points }, index) => (
        <li key={index}>
          <SeriesSwatch seriesIndex={index} />
          <span>{name}</span>
          <strong>{points[valueIndex]?.measures[metricIndex]?.text ?? "none"}</strong>
        </li>
      ))}
    </ul>
  );
}

export function SeriesSwatch({ seriesIndex }: { readonly seriesIndex: number }): ReactNode {
  const look = lookOf(seriesIndex);
  return (
    <svg className={styles["swatch"]} width={36} height={14} aria-hidden="true">
      <line
        x1={0}
        x2={36}
        y1={7}
        y2={7}
        stroke={look.color}
        strokeWidth={2}
        strokeDasharray={look.dashes}
      />
      <SeriesMark look={look} x={18} y={7} />
    </svg>
  );
}
