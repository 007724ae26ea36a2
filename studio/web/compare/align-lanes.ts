import type { PageLane } from "../../page-data.ts";

/** The lanes of two runs, as many and in one order, so that those of one node stand beside each other. */
export function alignLanes(
  laneIds: readonly string[],
  [ofA, ofB]: readonly [readonly PageLane[], readonly PageLane[]],
): readonly [readonly PageLane[], readonly PageLane[]] {
  const pairs = laneIds.map((laneId) => [findLane(ofA, laneId), findLane(ofB, laneId)] as const);
  return [
    pairs.flatMap(([a, b]) => fillLane(a, b) ?? []),
    pairs.flatMap(([a, b]) => fillLane(b, a) ?? []),
  ];
}

function findLane(lanes: readonly PageLane[], wanted: string): PageLane | undefined {
  return lanes.find(({ laneId }) => laneId === wanted);
}

/** As tall as the other, and empty where only the other is there. */
function fillLane(lane: PageLane | undefined, other: PageLane | undefined): PageLane | undefined {
  const rows = Math.max(lane?.rows ?? 0, other?.rows ?? 0);
  if (lane !== undefined) return { ...lane, rows };
  if (other === undefined) return undefined;
  return { ...other, rows, note: "not there", spans: [], budgets: [], lateAnswers: [] };
}
