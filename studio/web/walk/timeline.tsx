import { useMemo, type ReactNode } from "react";
import type { PageRequest } from "../../page-data.ts";
import type { Place } from "../shell/use-place.ts";
import { LaneChart } from "./lane-chart.tsx";
import { TimelineText } from "./timeline-text.tsx";
import { createTimeScale, lengthInSight, type TimeScale } from "./time-scale.ts";
import styles from "./timeline.module.css";

interface TimelineProps {
  readonly request: PageRequest;
  readonly place: Place;
}

/** Who was at it when, as far as the walk has been played. */
export function Timeline({ request, place }: TimelineProps): ReactNode {
  const { cursor, step } = place;
  const scale = useMemo(() => createTimeScale(request.startMs, lengthInSight(request)), [request]);
  const nowMs = step?.atMs ?? request.endMs;
  const openEvent = (eventIndex: number): void => {
    const index = request.steps.findIndex((each) => each.eventIndex >= eventIndex);
    if (index >= 0) place.openStep(index);
  };
  return (
    <section aria-label="Timeline" className={styles["section"]}>
      <h2>Timeline</h2>
      <LaneChart
        label="Timeline; below it as text"
        lanes={request.lanes}
        currentLaneId={step?.laneId}
        {...{ scale, cursor, nowMs, openEvent }}
      >
        <TotalLine request={request} scale={scale} />
        <div className={styles["playhead"]} style={{ left: `${scale.at(nowMs)}%` }} />
      </LaneChart>
      <TimelineText request={request} cursor={cursor} />
    </section>
  );
}

/** Only where it is in sight: mostly there is far more time than anybody needs. */
function TotalLine({ request, scale }: { request: PageRequest; scale: TimeScale }): ReactNode {
  const { totalTimeoutMs, startMs } = request;
  if (totalTimeoutMs === undefined || startMs + totalTimeoutMs > scale.endMs) return null;
  const left = `${scale.at(startMs + totalTimeoutMs)}%`;
  return <div className={styles["total"]} style={{ left }} title={`all of ${totalTimeoutMs} ms`} />;
}
