import type { MediationEvent } from "../../sdk/index.ts";
import { compareSetups } from "./compare-setups.ts";
import { compareFacts, type FactDifference } from "./fact-difference.ts";
import { listMetrics, type Metric } from "./list-metrics.ts";
import { listEnds, type RequestEnds } from "./request-ends.ts";
import { summarizeTrace } from "./summarize-trace.ts";

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

export interface TraceComparison {
  readonly isEqual: boolean;
  /** What the runs were started with, by path. */
  readonly setup: readonly FactDifference[];
  /** Without ids and hashes that follow the seed, where seeds differ. */
  readonly divergence: Divergence | undefined;
  readonly ends: readonly RequestEnds[];
  readonly metrics: readonly MetricDifference[];
}

type Events = readonly MediationEvent[];

/** Ids of ad selections follow the seed, and with them the hashes of what contains one. */
const SEEDED_FACTS: readonly string[] = [
  "adSelectionId",
  "adSelections",
  "outcomes",
  "argumentsHash",
  "resultHash",
  "arguments",
  "result",
];
/** Facts of a session that are not of its scenario. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set(["fledglingVersion", "mode", "serverUrl"]);
/** They say of a chain what the setup says of it, or how long it is. */
const RESTATING_FACTS: readonly string[] = ["nodes", "bytes"];

/** What a change of scenario, seed or script has done: where two runs part, and what came of it. */
export function compareTraces(ofA: Events, ofB: Events): TraceComparison {
  const [a, b] = [asWritten(ofA), asWritten(ofB)];
  const setup = compareSetups(a[0], b[0]);
  const isOtherSeed = setup.some(({ name }) => name === "seed");
  const ignored = [
    ...(isOtherSeed ? SEEDED_FACTS : []),
    ...(setup.some(({ name }) => !CIRCUMSTANCES.has(name)) ? RESTATING_FACTS : []),
  ];
  const divergence = findDivergence(a, b, new Set(ignored));
  return {
    isEqual: setup.length === 0 && divergence === undefined,
    setup,
    divergence,
    ends: listEnds(a, b).filter((end) => end.a !== end.b),
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

function compareMetrics(a: readonly Metric[], b: readonly Metric[]): readonly MetricDifference[] {
  const [ofA, ofB] = [toMap(a), toMap(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((name) => ({ name, a: ofA.get(name) ?? null, b: ofB.get(name) ?? null }))
    .filter((metric) => (metric.a ?? 0) !== (metric.b ?? 0)); // a rate of nothing is no news
}

function toMap(metrics: readonly Metric[]): ReadonlyMap<string, number | null> {
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
