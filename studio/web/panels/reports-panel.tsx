import type { ReactNode } from "react";
import type { PageReport } from "../../page-data.ts";
import { JsonButton } from "../parts/json-button.tsx";
import { StateMark } from "../parts/state-mark.tsx";
import { wordClock } from "../parts/words.ts";
import type { Place } from "../shell/use-place.ts";
import { GrowingLines } from "./growing-lines.tsx";
import styles from "./panels.module.css";

/** Who was told what, and who was not. */
export function ReportsPanel({ place }: { readonly place: Place }): ReactNode {
  const { chapter, run } = place;
  const reports = (chapter?.reportIndexes ?? []).flatMap((index) => run.reports[index] ?? []);
  if (reports.length === 0)
    return <p className={styles["empty"]}>Nobody had to be told anything.</p>;
  return (
    <GrowingLines
      key={chapter?.id}
      lines={reports}
      renderLine={(report) => (
        <Report
          key={`${report.eventIndex} ${report.destination} ${report.uri ?? ""}`}
          report={report}
          place={place}
        />
      )}
    />
  );
}

interface ReportProps {
  readonly report: PageReport;
  readonly place: Place;
}

function Report({ report, place }: ReportProps): ReactNode {
  const { eventIndex, atMs, key, kind, destination, method, uri, status, state, why } = report;
  const words = [method, status].filter((word) => word !== undefined);
  return (
    <li className={styles["line"]} aria-current={eventIndex === place.cursor ? "step" : undefined}>
      <div className={styles["lineHead"]}>
        <strong>
          {key} to the {destination}
        </strong>
        <StateMark state={state} />
        <JsonButton title={`Event ${eventIndex + 1}`} value={place.run.events[eventIndex]} />
      </div>
      <p className={styles["dimmed"]}>
        {[wordClock(atMs), kind, words.join(" ")].filter(Boolean).join(", ")}
      </p>
      {uri !== undefined && <p className={styles["mono"]}>{uri}</p>}
      {why !== undefined && <p>{why}</p>}
    </li>
  );
}
