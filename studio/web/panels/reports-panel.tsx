import type { ReactNode } from "react";
import type { PageReport } from "../../page-data.ts";
import { StateMark } from "../parts/state-mark.tsx";
import { wordClock } from "../parts/words.ts";
import type { Place } from "../shell/use-place.ts";
import styles from "./panels.module.css";
import { ToldLines } from "./told-lines.tsx";

/** Who was told what, and who was not. */
export function ReportsPanel({ place }: { readonly place: Place }): ReactNode {
  const { chapter, run } = place;
  const reports = (chapter?.reportIndexes ?? []).flatMap((index) => run.reports[index] ?? []);
  if (reports.length === 0)
    return <p className={styles["empty"]}>Nobody had to be told anything.</p>;
  return (
    <div className={styles["column"]}>
      <ToldLines
        label="Reports"
        lines={reports}
        place={place}
        nameLine={({ key, destination }) => `${key} to the ${destination}`}
        renderState={({ state }) => <StateMark state={state} />}
        renderLine={(report) => (
          <Report report={report} isTold={report.eventIndex <= place.cursor} />
        )}
      />
    </div>
  );
}

interface ReportProps {
  readonly report: PageReport;
  readonly isTold: boolean;
}

function Report({ report, isTold }: ReportProps): ReactNode {
  const { atMs, kind, method, uri, status, why } = report;
  const words = [method, isTold ? status : undefined].filter((word) => word !== undefined);
  return (
    <>
      <p className={styles["dimmed"]}>
        {[wordClock(atMs), kind, words.join(" ")].filter(Boolean).join(", ")}
      </p>
      {uri !== undefined && <p className={styles["mono"]}>{uri}</p>}
      {isTold && why !== undefined && <p>{why}</p>}
    </>
  );
}
