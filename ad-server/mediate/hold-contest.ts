import { collectHooks } from "./collect-hooks.ts";
import type { Contest, Entry, ExtraHooks, Loss } from "./mediate-auction.ts";

type Compare = NonNullable<ExtraHooks["compareEqualPrices"]>;

/** Picks the winners among those who bid for one impression, and tells everybody else why they are not. */
export type HoldContest = (contest: Contest) => void;

/** What extras have to say about the order is put together once for all impressions. */
export function prepareContests(hooks: readonly ExtraHooks[]): HoldContest {
  const before = collectHooks(hooks, "compareBeforePrice");
  const equals = collectHooks(hooks, "compareEqualPrices");
  const settlers = collectHooks(hooks, "settle");
  const maxWinners = Math.max(1, ...collectHooks(hooks, "maxWinners"));
  const compare = createComparison(before, equals);
  return (contest) => {
    const winners = pickBest(contest.entries, maxWinners, compare);
    const last = winners.at(-1);
    if (last === undefined) return;
    contest.winners = winners;
    for (const entry of contest.entries) entry.loss = explainLoss(entry, last, before);
    for (const winner of winners) winner.loss = undefined;
    for (const settle of settlers) settle(contest);
  };
}

/** Equals stay as they were received. */
function createComparison(before: readonly Compare[], equals: readonly Compare[]): Compare {
  return (one, other) =>
    firstDifference(before, one, other) ||
    other.price - one.price ||
    firstDifference(equals, one, other);
}

function firstDifference(compares: readonly Compare[], one: Entry, other: Entry): number {
  for (const compare of compares) {
    const difference = compare(one, other);
    if (difference !== 0) return difference;
  }
  return 0;
}

function pickBest(entries: readonly Entry[], count: number, compare: Compare): readonly Entry[] {
  if (count > 1) return entries.toSorted(compare).slice(0, count);
  let [best] = entries;
  for (const entry of entries) {
    if (best !== undefined && compare(entry, best) < 0) best = entry;
  }
  return best === undefined ? [] : [best];
}

function explainLoss(entry: Entry, winner: Entry, before: readonly Compare[]): Loss {
  if (firstDifference(before, entry, winner) > 0) return { rule: "lost-to-deal", to: winner };
  return { rule: entry.price === winner.price ? "lost-tie" : "outbid", to: winner };
}
