import type { JsonValue } from "../../sdk/index.ts";
import { wordValue } from "../trace/event-words.ts";
import { pairedMarginUsd } from "./paired-margin.ts";
import { SWEEP_METRICS, type SweepMetric } from "./sweep-metrics.ts";
import type { Sweep, SweepPoint } from "./sweep-scenarios.ts";

/** What a sweep comes to by one metric. */
export interface SweepTale {
  /** One for each value: who is ahead there, and by how much. */
  readonly sentences: readonly string[];
  /** Names of those that are ahead, for each value: several that are level, none where nothing was measured. */
  readonly leaders: readonly (readonly string[])[];
  /** Where somebody is ahead by less than luck may make. */
  readonly doubtfulValues: readonly JsonValue[];
  /** Who is ahead where, in one sentence; of one scenario alone, at which value it is best. */
  readonly lead: string;
}

export function tellSweep(sweep: Sweep, metric: SweepMetric): SweepTale {
  const rankings = sweep.values.map((_, index) => rank(sweep, index, metric));
  const leaders = rankings.map((ranked) => ranked.filter(isAhead).map(({ name }) => name));
  return {
    sentences: rankings.map((ranked, index) => {
      return `At ${wordValue(sweep.values[index])}, ${tellRanking(ranked, metric)}`;
    }),
    leaders,
    doubtfulValues: sweep.values.filter(
      (_, index) => findDoubt(rankings[index] ?? [], metric) !== undefined,
    ),
    lead:
      sweep.series.length > 1 ? tellLead(sweep.values, leaders) : tellBest(sweep, rankings, metric),
  };
}

interface Ranked {
  readonly name: string;
  readonly value: number;
  readonly point: SweepPoint;
}

/** Best first; those with nothing to measure are left out. */
function rank({ series }: Sweep, index: number, metric: SweepMetric): readonly Ranked[] {
  const sign = metric.better === "more" ? 1 : -1;
  return series
    .flatMap(({ name, points }): readonly Ranked[] => {
      const point = points[index];
      const value = point === undefined ? null : metric.measure(point.summary);
      return point === undefined || value === null ? [] : [{ name, value, point }];
    })
    .toSorted((a, b) => sign * (b.value - a.value));
}

function isAhead({ value }: Ranked, _index: number, [best]: readonly Ranked[]): boolean {
  return value === best?.value;
}

function tellRanking(ranked: readonly Ranked[], metric: SweepMetric): string {
  const [best] = ranked;
  if (best === undefined) return "there is nothing to measure.";
  const ahead = ranked.filter(isAhead);
  const [second] = ranked.slice(ahead.length);
  const names = listNames(ahead.map(({ name }) => name));
  const measured = `${metric.label} ${metric.word(best.value)}`;
  if (ahead.length > 1) return `${names} are level with ${measured}.`;
  if (second === undefined) return `${names} has ${measured}.`;
  const words = `${names} is ahead with ${measured}, before ${second.name} with ${metric.word(second.value)}.`;
  const doubtUsd = findDoubt(ranked, metric);
  return doubtUsd === undefined
    ? words
    : `${words} Too close to call: luck alone may make ${metric.word(doubtUsd)} with so few requests.`;
}

/** Only of RPM is known what each request adds to it; undefined where the lead is clear. */
function findDoubt([best, second]: readonly Ranked[], metric: SweepMetric): number | undefined {
  const [rpm] = SWEEP_METRICS;
  if (best === undefined || second === undefined || metric.metricId !== rpm.metricId)
    return undefined;
  const marginUsd = pairedMarginUsd(best.point.requests, second.point.requests);
  const isClear = marginUsd === undefined || best.value - second.value > marginUsd;
  return isClear || best.value === second.value ? undefined : marginUsd;
}

/** `a leads from 0.4 to 0.6, b from 0.7 to 1.` */
function tellLead(values: readonly JsonValue[], leaders: SweepTale["leaders"]): string {
  const stretches: { names: readonly string[]; from: number; to: number }[] = [];
  for (const [index, names] of leaders.entries()) {
    const last = stretches.at(-1);
    if (last?.names.join() === names.join()) last.to = index;
    else stretches.push({ names, from: index, to: index });
  }
  const parts = stretches.map(({ names, from, to }) => {
    const [first, end] = [from, to].map((index) => wordValue(values[index]));
    const where = from === to ? `at ${first}` : `from ${first} to ${end}`;
    return `${tellLeaders(names)} ${where}`;
  });
  return `${parts.join(", ")}.`;
}

function tellBest(
  { values }: Sweep,
  rankings: readonly (readonly Ranked[])[],
  metric: SweepMetric,
): string {
  const measured = rankings.map(([only]) => only?.value).filter((value) => value !== undefined);
  if (measured.length === 0) return "There is nothing to measure.";
  const best = metric.better === "more" ? Math.max(...measured) : Math.min(...measured);
  const places = values.filter((_, index) => rankings[index]?.[0]?.value === best);
  const where =
    places.length === values.length
      ? "The same at every value"
      : `Best at ${listNames(places.map(wordValue))}`;
  return `${where}: ${metric.label} ${metric.word(best)}.`;
}

function tellLeaders(names: readonly string[]): string {
  if (names.length === 0) return "nobody has any";
  return `${listNames(names)} ${names.length === 1 ? "leads" : "are level"}`;
}

function listNames(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
