import type { Contest, Entry, ExtraHooks, Loss } from "./mediate-auction.ts";

type Compare = NonNullable<ExtraHooks["compareEqualPrices"]>;

/** Picks the winners among those who bid for one impression, and tells everybody else why they are not. */
export type HoldContest = (contest: Contest) => void;

/** What extras have to say about the order is put together once for all impressions. */
export function prepareContests(hooks: readonly ExtraHooks[]): HoldContest {
  const before = hooks.flatMap(({ compareBeforePrice }) => compareBeforePrice ?? []);
  const equals = hooks.flatMap(({ compareEqualPrices }) => compareEqualPrices ?? []);
  const maxWinners = Math.max(1, ...hooks.map((each) => each.maxWinners ?? 1));
  const compare = createComparison(before, equals);
  return (contest) => {
    contest.winners = pickBest(contest.entries, maxWinners, compare);
    const winners = new Set(contest.winners);
    const last = contest.winners.at(-1);
    for (const entry of contest.entries) {
      if (last !== undefined && !winners.has(entry)) entry.loss = explainLoss(entry, last, before);
    }
    for (const { settle } of hooks) settle?.(contest);
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
