import type { ReactNode } from "react";
import type { PageLane } from "../../page-data.ts";
import { wordMs } from "../parts/words.ts";
import { TimelineLane } from "./timeline-lane.tsx";
import type { TimeScale } from "./time-scale.ts";
import styles from "./timeline.module.css";

interface LaneChartProps {
  readonly label: string;
  readonly lanes: readonly PageLane[];
  readonly scale: TimeScale;
  readonly cursor: number;
  readonly nowMs: number;
  readonly currentLaneId?: string | undefined;
  readonly openEvent: (eventIndex: number) => void;
  /** Lines across all lanes. */
  readonly children: ReactNode;
}

/** Lanes below each other on one scale, as far as `cursor`. */
export function LaneChart(props: LaneChartProps): ReactNode {
  const { label, lanes, scale, cursor, nowMs, currentLaneId, openEvent, children } = props;
  return (
    <div className={styles["lanes"]} role="img" aria-label={label}>
      <Axis scale={scale} />
      {lanes.map((lane) => (
        <TimelineLane
          key={lane.laneId}
          {...{ lane, scale, cursor, nowMs, openEvent }}
          isCurrent={lane.laneId === currentLaneId}
        />
      ))}
      <div className={styles["overlay"]}>{children}</div>
    </div>
  );
}

function Axis({ scale }: { readonly scale: TimeScale }): ReactNode {
  return (
    <div className={styles["axis"]}>
      {scale.ticks.map((tickMs) => (
        <span
          key={tickMs}
          className={styles["tick"]}
          style={{ left: `${scale.at(scale.startMs + tickMs)}%` }}
        >
          {wordMs(tickMs)}
        </span>
      ))}
    </div>
  );
}
