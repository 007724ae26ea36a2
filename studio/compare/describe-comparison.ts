import type { MediationEvent } from "../../sdk/index.ts";
import { compareTraces, listEnds, wordValue } from "../../simulator/index.ts";
import type {
  PageComparison,
  PageDifference,
  PageDivergence,
  PageMetricDifference,
  PageRun,
} from "../page-data.ts";
import { placeOf } from "../run/indexed-event.ts";
import { wordQuietly } from "../run/quiet-words.ts";
import { compareRequests } from "./compare-requests.ts";

export interface Pair<Side> {
  readonly a: Side;
  readonly b: Side;
}

type Compared = ReturnType<typeof compareTraces>;

/** Two runs side by side: what they were started with, where they part, and what came of it. */
export function describeComparison(
  traces: Pair<readonly MediationEvent[]>,
  runs: Pair<PageRun>,
): PageComparison {
  const compared = compareTraces(traces.a, traces.b);
  const divergence = compared.divergence && describeDivergence(compared.divergence, runs);
  const metrics = compared.metrics.map(toMetric);
  const requests = compareRequests(listEnds(traces.a, traces.b), runs, divergence);
  return {
    isEqual: compared.isEqual,
    summary: summarize(compared, requests.filter(({ isSame }) => !isSame).length),
    setup: compared.setup.map(toDifference),
    ...(divergence !== undefined && { divergence }),
    requests,
    metrics,
  };
}

function summarize({ isEqual, divergence, setup }: Compared, changed: number): string {
  if (isEqual) return "Both runs are the same, event by event.";
  const cause =
    setup.length === 0
      ? "Both were started alike"
      : `They were started with ${count(setup.length, "difference")}`;
  if (divergence === undefined) return `${cause}, and nothing else came of it.`;
  const what =
    changed === 0 ? "no request ended otherwise" : `${count(changed, "request")} went otherwise`;
  return `${cause}; they part at event ${divergence.position}, and ${what}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function describeDivergence(
  { position, a, b, facts }: NonNullable<Compared["divergence"]>,
  runs: Pair<PageRun>,
): PageDivergence {
  const { requestId, nodeId } = placeOf(a ?? b ?? { type: "session.finished", atMs: 0 });
  const index = position - 1;
  return {
    position,
    ...(index < runs.a.events.length && { aEventIndex: index }),
    ...(index < runs.b.events.length && { bEventIndex: index }),
    ...(requestId !== undefined && { requestId }),
    ...(nodeId !== undefined && { nodeId }),
    aText: tellSide(a, index, runs.a),
    bText: tellSide(b, index, runs.b),
    facts: facts.map(toDifference),
  };
}

function tellSide(event: MediationEvent | undefined, index: number, run: PageRun): string {
  if (event === undefined) return "The run was over.";
  const steps = [...run.requests, ...run.deviceParts].flatMap((part) => part.steps);
  return steps.find(({ eventIndex }) => eventIndex === index)?.text ?? wordQuietly(event);
}

const maxValueLength = 300;

function toDifference({
  name,
  a,
  b,
}: {
  readonly name: string;
  readonly a: unknown;
  readonly b: unknown;
}): PageDifference {
  return { name, a: shorten(wordValue(a)), b: shorten(wordValue(b)) };
}

function shorten(text: string): string {
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength)}…`;
}

function toMetric({ name, a, b }: Compared["metrics"][number]): PageMetricDifference {
  return { name, a, b, difference: a === null || b === null ? null : b - a };
}
