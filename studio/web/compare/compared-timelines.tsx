import { GitFork } from "lucide-react";
import type { ReactNode } from "react";
import type {
  PageComparedRequest,
  PageData,
  PageDivergence,
  PageLane,
  PageRequest,
} from "../../page-data.ts";
import type { Place } from "../shell/use-place.ts";
import { LaneChart } from "../walk/lane-chart.tsx";
import { createTimeScale, lengthInSight, type TimeScale } from "../walk/time-scale.ts";
import { alignLanes } from "./align-lanes.ts";
import styles from "./compare-view.module.css";

const names = ["Run A", "Run B"] as const;

interface ComparedTimelinesProps {
  readonly compared: PageComparedRequest;
  readonly page: PageData;
  readonly place: Place;
}

/** One request in both runs, lane beside lane, a millisecond as wide in one as in the other. */
export function ComparedTimelines({ compared, page, place }: ComparedTimelinesProps): ReactNode {
  const { requestId, laneIds } = compared;
  const requests = page.runs.map((run) =>
    run.requests.find((each) => each.requestId === requestId),
  );
  const lengthMs = Math.max(...requests.map((request) => (request ? lengthInSight(request) : 0)));
  const lanes = alignLanes(laneIds, [requests[0]?.lanes ?? [], requests[1]?.lanes ?? []]);
  return (
    <div className={styles["timelines"]}>
      {requests.map(
        (request, runIndex) =>
          request !== undefined && (
            <OneTimeline
              key={runIndex}
              {...{ request, runIndex, place, lengthMs }}
              lanes={lanes[runIndex] ?? []}
              partsAtMs={findParting(page, request, runIndex)}
            />
          ),
      )}
    </div>
  );
}

/** When the first event that is not the same happens, if it does so in this request. */
function findParting(
  { comparison, runs }: PageData,
  { requestId }: PageRequest,
  runIndex: number,
): number | undefined {
  const divergence = comparison?.divergence;
  if (divergence === undefined || divergence.requestId !== requestId) return undefined;
  return runs[runIndex]?.events[indexIn(divergence, runIndex) ?? -1]?.atMs;
}

function indexIn({ aEventIndex, bEventIndex }: PageDivergence, runIndex: number) {
  return runIndex === 0 ? aEventIndex : bEventIndex;
}

interface OneTimelineProps {
  readonly request: PageRequest;
  readonly runIndex: number;
  readonly lanes: readonly PageLane[];
  readonly lengthMs: number;
  readonly partsAtMs: number | undefined;
  readonly place: Place;
}

function OneTimeline(props: OneTimelineProps): ReactNode {
  const { request, runIndex, lanes, lengthMs, partsAtMs, place } = props;
  const name = names[runIndex] ?? "Run";
  const scale = createTimeScale(request.startMs, lengthMs);
  return (
    <div>
      <h3>{name}</h3>
      <LaneChart
        label={`Timeline of ${request.requestId} in ${name.toLowerCase()}; below it as a table`}
        lanes={lanes}
        scale={scale}
        cursor={Number.POSITIVE_INFINITY}
        nowMs={request.endMs}
        openEvent={(eventIndex) =>
          place.openRun(runIndex, { requestId: request.requestId, eventIndex })
        }
      >
        {partsAtMs !== undefined && <Parting atMs={partsAtMs} scale={scale} />}
      </LaneChart>
    </div>
  );
}

/** Behind it, the words would have no room. */
const latestWord = 65;

function Parting({ atMs, scale }: { readonly atMs: number; readonly scale: TimeScale }): ReactNode {
  const left = scale.at(atMs);
  return (
    <div
      className={styles["parting"]}
      style={{ left: `${left}%` }}
      data-late={left > latestWord || undefined}
    >
      <span className={styles["partingWord"]}>
        <GitFork size={12} aria-hidden="true" /> they part here
      </span>
    </div>
  );
}
