import type { ReactNode } from "react";
import type { PageComparison, PageData } from "../../page-data.ts";
import { WithLesson } from "../lesson/with-lesson.tsx";
import { wordCount } from "../parts/words.ts";
import { Notices } from "../shell/notices.tsx";
import type { Place } from "../shell/use-place.ts";
import styles from "./compare-view.module.css";
import { ComparedRequest } from "./compared-request.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { Divergence } from "./divergence.tsx";
import { MetricTable } from "./metric-table.tsx";

/** More of them would push what came of it out of sight. */
const fewSettings = 6;

interface CompareViewProps {
  readonly page: PageData;
  readonly comparison: PageComparison;
  readonly place: Place;
}

/** Two runs side by side: where they part, node by node, and what it comes to in numbers. */
export function CompareView({ page, comparison, place }: CompareViewProps): ReactNode {
  const { summary, setup, divergence, requests, metrics } = comparison;
  return (
    <WithLesson lesson={page.lesson}>
      <Notices notices={page.runs.flatMap(({ notices }) => notices)} />
      <div className={styles["body"]}>
        <p className={styles["summary"]}>{summary}</p>
        {setup.length > 0 && (
          <details open={setup.length <= fewSettings}>
            <summary className={styles["setup"]}>
              {wordCount(setup.length, "setting")} not the same in both
            </summary>
            <DifferenceTable differences={setup} label="What was set otherwise" />
          </details>
        )}
        {divergence !== undefined && <Divergence divergence={divergence} place={place} />}
        {requests.map((request) => (
          <ComparedRequest key={request.requestId} {...{ request, page, place }} />
        ))}
        {metrics.length > 0 && (
          <section aria-label="Metrics">
            <h2>Metrics</h2>
            <MetricTable metrics={metrics} />
          </section>
        )}
      </div>
    </WithLesson>
  );
}
