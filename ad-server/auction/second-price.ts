import type { Auction, FlooredEntry } from "./auction.ts";
import { toMicros, type Micros } from "./money.ts";
import { isMediated, isPrivateDeal, priorityOf } from "./priorities.ts";
import { findYmRule, isExempt } from "./yield-rules.ts";

const increment: Micros = 10_000;

/**
 * The winner pays a cent over whoever stands next in the rank, eligible or not, and no less than its price floor;
 * never more than it bid (spec: monetize 3.10, the rule that explains every picture).
 */
export function secondPrice(
  auction: Auction,
  winner: FlooredEntry,
  stage: readonly FlooredEntry[],
): Micros {
  const rivals = stage.filter((entry) => entry !== winner && supportsPrice(auction, entry));
  // Put down by a bias or a priority although worth more: nothing is taken off.
  if (rivals.some(({ isEligible, worth }) => isEligible && worth > winner.net)) return winner.net;
  const next = nextInRank(auction, winner, rivals);
  return Math.min(winner.net, Math.max(runnerUp(auction, next), priceFloor(auction, winner)));
}

function supportsPrice({ configuration }: Auction, entry: FlooredEntry): boolean {
  return configuration.options.mediatedSupportsPrice || !isMediated(entry);
}

/** In the rank of the stage bids that miss their floors still stand; private deals by priority before price. */
function nextInRank(
  auction: Auction,
  winner: FlooredEntry,
  rivals: readonly FlooredEntry[],
): FlooredEntry | undefined {
  const after = rivals.filter((entry) => compareInRank(auction, winner, entry) <= 0);
  return after.toSorted((one, other) => compareInRank(auction, one, other))[0];
}

function compareInRank(auction: Auction, one: FlooredEntry, other: FlooredEntry): number {
  if (isPrivateDeal(auction, one) && isPrivateDeal(auction, other)) {
    const byPriority = (priorityOf(other) ?? 0) - (priorityOf(one) ?? 0);
    if (byPriority !== 0) return byPriority;
  }
  return other.rank - one.rank;
}

function runnerUp({ configuration }: Auction, next: FlooredEntry | undefined): Micros {
  if (next === undefined) return 0;
  const isExact =
    next.bid.kind === "guaranteed" && configuration.options.guaranteedRunnerUp === "exact";
  return isExact ? next.worth : next.worth + increment; // a bias is no money
}

/** The ask of a deal that has one; else the highest of hard floor, soft floor and estimated clearing price. */
function priceFloor(auction: Auction, winner: FlooredEntry): Micros {
  const { floor } = winner;
  if (floor.source === "deal-ask") return floor.cpm;
  const rule = findYmRule(auction, winner);
  const soft = rule === undefined || isExempt(rule, winner) ? 0 : toMicros(rule.softFloorUsd ?? 0);
  return Math.max(floor.cpm, soft, toMicros(auction.configuration.estimatedClearingUsd ?? 0));
}
