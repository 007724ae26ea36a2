import type { ReactNode } from "react";
import type { PageLesson, PageSweep, PageSweepMetric } from "../../page-data.ts";
import { WithLesson } from "../lesson/with-lesson.tsx";
import type { Place } from "../shell/use-place.ts";
import { MeasureTable } from "./measure-table.tsx";
import { SeriesLegend } from "./series-legend.tsx";
import { SweepChart } from "./sweep-chart.tsx";
import { SweepControls } from "./sweep-controls.tsx";
import { SweepRequests } from "./sweep-requests.tsx";
import styles from "./sweep-view.module.css";

interface SweepViewProps {
  readonly sweep: PageSweep;
  readonly lesson: PageLesson | undefined;
  readonly place: Place;
}

/** One setting, value by value: what it does to each series as a line, in a sentence, and request by request. */
export function SweepView({ sweep, lesson, place }: SweepViewProps): ReactNode {
  const { values, metrics, sentences, setting } = sweep;
  const { at, metric: wanted } = place.address;
  const valueIndex = Math.max(0, values.indexOf(at ?? ""));
  const metricIndex = Math.max(
    0,
    metrics.findIndex(({ metricId }) => metricId === wanted),
  );
  const metric = metrics[metricIndex];
  if (metric === undefined || values.length === 0) return <NoMetric />;
  const openValue = (index: number): void => place.changeAddress({ at: values[index] ?? "" });
  return (
    <WithLesson lesson={lesson}>
      <div className={styles["body"]}>
        <SweepControls
          {...{ sweep, metric, valueIndex, openValue }}
          openMetric={(metricId) => place.changeAddress({ metric: metricId })}
        />
        <section aria-label="Chart" className={styles["card"]}>
          <ChartHead metric={metric} setting={setting} />
          <SweepChart {...{ sweep, metricIndex, valueIndex, openValue }} />
          <SeriesLegend {...{ sweep, metricIndex, valueIndex }} />
        </section>
        <p className={styles["sentence"]} aria-live="polite">
          {sentences[valueIndex]}
        </p>
        <MeasureTable sweep={sweep} valueIndex={valueIndex} />
        <SweepRequests sweep={sweep} valueIndex={valueIndex} />
      </div>
    </WithLesson>
  );
}

function NoMetric(): ReactNode {
  return (
    <main>
      <p role="alert">This sweep has measured nothing. Make the page again.</p>
    </main>
  );
}

interface ChartHeadProps {
  readonly metric: PageSweepMetric;
  readonly setting: string;
}

function ChartHead({ metric: { label, unit }, setting }: ChartHeadProps): ReactNode {
  return (
    <h2 className={styles["chartHead"]}>
      {label} <span className={styles["dimmed"]}>{`${unit}, by ${setting}`}</span>
    </h2>
  );
}
