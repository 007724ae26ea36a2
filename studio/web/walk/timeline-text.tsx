import type { ReactNode } from "react";
import type { PageRequest } from "../../page-data.ts";
import styles from "./timeline.module.css";

interface TimelineTextProps {
  readonly request: PageRequest;
  readonly cursor: number;
}

/** The same as a list: for whoever does not see the picture, or wants to copy it. */
export function TimelineText({ request, cursor }: TimelineTextProps): ReactNode {
  return (
    <details className={styles["text"]}>
      <summary>Timeline as text</summary>
      <ul>
        {request.lanes.flatMap((lane) =>
          listLines(lane)
            .filter(({ eventIndex }) => eventIndex <= cursor)
            .map(({ eventIndex, text }) => (
              <li key={`${lane.laneId}-${eventIndex}-${text}`}>
                <strong>{lane.label}</strong> {text}
              </li>
            )),
        )}
      </ul>
    </details>
  );
}

function listLines({ spans, budgets, lateAnswers }: PageRequest["lanes"][number]) {
  return [
    ...budgets,
    ...spans.map(({ endEventIndex, startEventIndex, text }) => ({
      eventIndex: endEventIndex ?? startEventIndex,
      text,
    })),
    ...lateAnswers,
  ];
}
