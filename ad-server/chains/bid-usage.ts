import type { MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { Bid } from "../management/bid-schema.ts";
import type { BidUsage } from "../management/to-auction-bid.ts";
import { createImpressionCounter, type BidImpressions } from "../store/bid-usage.ts";
import type { Store } from "../store/store.ts";

const dayMs = 86_400_000;
const lifetimeMs = 36_525 * dayMs;

/** What has been used up of bids' budgets, by their ids. Counts only what some bid has a budget for. */
export function createUsageReader(
  store: Store,
): (bids: readonly Bid[], atMs: number) => ReadonlyMap<number, Partial<BidUsage>> {
  const count = createImpressionCounter(store.database);
  return (bids, atMs) => {
    const hasLifetime = bids.some(({ campaign }) => campaign.lifetime_budget_imps !== null);
    const hasDaily = bids.some(
      ({ campaign }) => campaign.daily_budget_imps !== null || campaign.daily_budget !== null,
    );
    if (!hasLifetime && !hasDaily) return new Map();
    const ever = byBid(hasLifetime ? count("ever", atMs) : []);
    const today = byBid(hasDaily ? count("today", atMs) : []);
    return new Map(
      bids.map((bid) => {
        const key = keyOf(bid.mediated_network.name, bid.name);
        const impressionsToday = today.get(key) ?? 0;
        const revenueTodayUsd = (impressionsToday * bid["line-item"].revenue_value) / 1000;
        return [bid.id, { impressions: ever.get(key) ?? 0, impressionsToday, revenueTodayUsd }];
      }),
    );
  };
}

function byBid(counts: readonly BidImpressions[]): ReadonlyMap<string, number> {
  return new Map(
    counts.map(({ networkId, bidId, impressions }) => [keyOf(networkId, bidId), impressions]),
  );
}

function keyOf(networkId: string, bidId: string): string {
  return JSON.stringify([networkId, bidId]);
}

/** The server does not know users apart: what holds for each of them, the phone counts. */
export function toNodeCap({ profile }: Bid): MediationNode["cap"] {
  const { max_day_imps: perDay, max_lifetime_imps: ever } = profile;
  if (perDay !== null) return { impressions: perDay, windowMs: dayMs };
  return ever === null ? undefined : { impressions: ever, windowMs: lifetimeMs };
}
