import type { ReactNode } from "react";
import type { PageSweep } from "../../page-data.ts";
import { SeriesSwatch } from "./series-legend.tsx";
import styles from "./sweep-view.module.css";

interface MeasureTableProps {
  readonly sweep: PageSweep;
  readonly valueIndex: number;
}

/** Every metric of every series at the chosen value. */
export function MeasureTable({ sweep, valueIndex }: MeasureTableProps): ReactNode {
  const { metrics, series, setting, values } = sweep;
  return (
    <div className={styles["tableBox"]} role="group" aria-label="All metrics" tabIndex={0}>
      <table className={styles["table"]}>
        <caption>{`All metrics at ${setting} ${values[valueIndex] ?? ""}`}</caption>
        <thead>
          <tr>
            <th scope="col">metric</th>
            {series.map(({ name }, index) => (
              <th key={index} scope="col" data-number>
                <SeriesSwatch seriesIndex={index} /> {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ metricId, label, unit }, metricIndex) => (
            <tr key={metricId}>
              <th scope="row">
                {label} <span className={styles["dimmed"]}>{unit}</span>
              </th>
              {series.map(({ points }, index) => (
                <td key={index} data-number>
                  {points[valueIndex]?.measures[metricIndex]?.text ?? "none"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
