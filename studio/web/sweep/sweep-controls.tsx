import { NativeSelect } from "@mantine/core";
import { useId, type ReactNode } from "react";
import type { PageSweep, PageSweepMetric } from "../../page-data.ts";
import styles from "./sweep-view.module.css";

interface SweepControlsProps {
  readonly sweep: PageSweep;
  readonly metric: PageSweepMetric;
  readonly valueIndex: number;
  readonly openValue: (valueIndex: number) => void;
  readonly openMetric: (metricId: string) => void;
}

/** The slider, and what is drawn. */
export function SweepControls(props: SweepControlsProps): ReactNode {
  const { sweep, metric, valueIndex, openValue, openMetric } = props;
  const { values, setting, metrics } = sweep;
  const id = useId();
  const value = values[valueIndex] ?? "";
  return (
    <section aria-label="Setting" className={styles["controls"]}>
      <div className={styles["slider"]}>
        <div className={styles["sliderHead"]}>
          <label htmlFor={id}>{setting}</label>
          <output htmlFor={id}>{value}</output>
        </div>
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(0, values.length - 1)}
          step={1}
          value={valueIndex}
          aria-valuetext={`${setting} ${value}`}
          onChange={({ currentTarget }) => openValue(Number(currentTarget.value))}
        />
        <div className={styles["ends"]} aria-hidden="true">
          <span>{values[0]}</span>
          <span>{values.at(-1)}</span>
        </div>
      </div>
      <NativeSelect
        label="Metric"
        size="sm"
        data={metrics.map(({ metricId, label }) => ({ value: metricId, label }))}
        value={metric.metricId}
        onChange={({ currentTarget }) => openMetric(currentTarget.value)}
      />
    </section>
  );
}
