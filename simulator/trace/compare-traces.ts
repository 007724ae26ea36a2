import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { isSameJson } from "./is-same-json.ts";
import { listMetrics, type Metric } from "./list-metrics.ts";
import { requestOf } from "./split-trace.ts";
import { summarizeTrace } from "./summarize-trace.ts";

/** One fact of an event in both runs; absent in one of them: undefined there. */
export interface FactDifference {
  readonly name: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** The first event that is not the same in both runs. */
export interface Divergence {
  /** From 1. */
  readonly position: number;
  /** Undefined where the run was over. */
  readonly a: MediationEvent | undefined;
  readonly b: MediationEvent | undefined;
  /** Where it is the same kind of event: what it says otherwise. */
  readonly facts: readonly FactDifference[];
}

export interface MetricDifference {
  readonly name: string;
  /** Null where there was nothing to measure. */
  readonly a: number | null;
  readonly b: number | null;
}

/** Who had the ad of a request, in words. */
export interface EndDifference {
  readonly requestId: string;
  readonly a: string;
  readonly b: string;
}

export interface TraceComparison {
  readonly isEqual: boolean;
  /** What the runs were started with. */
  readonly setup: readonly FactDifference[];
  /** Without ids and hashes that follow the seed, where seeds differ. */
  readonly divergence: Divergence | undefined;
  readonly ends: readonly EndDifference[];
  readonly metrics: readonly MetricDifference[];
}

type Events = readonly MediationEvent[];

/** Ids of ad selections follow the seed, and with them the hashes of what contains one. */
const SEEDED_FACTS: ReadonlySet<string> = new Set([
  "adSelectionId",
  "adSelections",
  "outcomes",
  "argumentsHash",
  "resultHash",
  "arguments",
  "result",
]);

/** What a change of scenario, seed or script has done: where two runs part, and what came of it. */
export function compareTraces(ofA: Events, ofB: Events): TraceComparison {
  const [a, b] = [asWritten(ofA), asWritten(ofB)];
  const setup = compareFacts(toSetup(a), toSetup(b));
  const isOtherSeed = setup.some(({ name }) => name === "seed");
  const divergence = findDivergence(a, b, isOtherSeed ? SEEDED_FACTS : new Set());
  return {
    isEqual: setup.length === 0 && divergence === undefined,
    setup,
    divergence,
    ends: compareEnds(a, b),
    metrics: compareMetrics(listMetrics(summarizeTrace(a)), listMetrics(summarizeTrace(b))),
  };
}

/** A file has no facts that are undefined. */
function asWritten(events: Events): Events {
  return JSON.parse(JSON.stringify(events)) as Events;
}

/** From the second event on: the first is what the runs were started with. */
function findDivergence(
  a: Events,
  b: Events,
  ignored: ReadonlySet<string>,
): Divergence | undefined {
  const length = Math.max(a.length, b.length);
  for (let index = 1; index < length; index += 1) {
    const [ofA, ofB] = [a[index], b[index]];
    const facts = compareFacts(ofA, ofB).filter(({ name }) => !ignored.has(name));
    if (facts.length === 0) continue;
    return { position: index + 1, a: ofA, b: ofB, facts: ofA?.type === ofB?.type ? facts : [] };
  }
  return undefined;
}

/** Each file that scripts are read from is a fact of its own. */
function toSetup([started]: Events): object {
  if (started?.type !== "session.started") return {};
  const { sources, ...facts } = started;
  return { ...facts, ...sources };
}

function compareFacts(a: object | undefined, b: object | undefined): readonly FactDifference[] {
  const [ofA, ofB] = [new Map(Object.entries(a ?? {})), new Map(Object.entries(b ?? {}))];
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((name) => ({ name, a: ofA.get(name) as unknown, b: ofB.get(name) as unknown }))
    .filter((fact) => !isSameJson(fact.a, fact.b));
}

function compareEnds(a: Events, b: Events): readonly EndDifference[] {
  const [ofA, ofB] = [collectEnds(a), collectEnds(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((requestId) => ({
      requestId,
      a: ofA.get(requestId) ?? "not requested",
      b: ofB.get(requestId) ?? "not requested",
    }))
    .filter((end) => end.a !== end.b);
}

function collectEnds(events: Events): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const event of events) {
    const requestId = requestOf(event);
    if (requestId === undefined) continue;
    if (event.type === "request.started") ends.set(requestId, "unfinished");
    if (event.type === "ad.selected") ends.set(requestId, nameWinner(event));
    if (event.type === "request.finished" && event.kind !== "filled") {
      ends.set(requestId, event.kind);
    }
  }
  return ends;
}

function nameWinner({ nodeId, networkId, renderUri }: MediationEventOf<"ad.selected">): string {
  return `${nodeId === undefined ? networkId : `node ${nodeId}`} with ${renderUri}`;
}

function compareMetrics(a: readonly Metric[], b: readonly Metric[]): readonly MetricDifference[] {
  const [ofA, ofB] = [toMap(a), toMap(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((name) => ({ name, a: ofA.get(name) ?? null, b: ofB.get(name) ?? null }))
    .filter((metric) => (metric.a ?? 0) !== (metric.b ?? 0)); // a rate of nothing is no news
}

function toMap(metrics: readonly Metric[]): ReadonlyMap<string, number | null> {
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
