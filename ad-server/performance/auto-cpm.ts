import { z } from "zod";
import { HIGHEST_CPM } from "../auction/auction-bid.ts";
import type { Bid } from "../management/bid-schema.ts";
import type { Management } from "../management/management.ts";
import type { EventLevel } from "../store/event-table.ts";
import { readPaymentHistory, type PaidDay } from "../store/payment-history.ts";
import type { Store } from "../store/store.ts";
import { dateOf, dayOf } from "./days.ts";
import { CPM_POLICIES, estimateCpm, type CpmEstimate } from "./estimate-cpm.ts";

/** Whole UTC days before today (spec: monetize 1.5, yield 4.3). */
const windowDays = 7;

export const AutoCpmOptionsSchema = z.strictObject({
  policy: z.enum(CPM_POLICIES).default("seven-day-ecpm"),
  prior: z
    .strictObject({
      cpm_usd: z.number().nonnegative().max(HIGHEST_CPM),
      impressions: z.number().positive().max(1_000_000_000),
    })
    .optional()
    .describe("What is believed before there is history, and how many impressions that is worth"),
  level: z.enum(["sdk", "server"]).default("sdk").describe("Whose events the history is made of"),
});
export type AutoCpmOptions = z.output<typeof AutoCpmOptionsSchema>;

const EstimatedBidSchema = z.strictObject({
  bid_id: z.string(),
  network_id: z.string(),
  cpm_usd: z.number().nullable().describe("Null: nothing was paid for it in these days"),
  low_cpm_usd: z.number().nullable().describe("Lower end of the 95% interval"),
  high_cpm_usd: z.number().nullable(),
  confidence: z.number().nullable().describe("cpm_usd / (cpm_usd + half the interval)"),
  sample_size: z.int().describe("Impressions that it rests on"),
  days: z.int().describe("Days that it rests on"),
  previous_price: z.number().describe("In the bid's currency"),
  price: z.number().describe("What it is ranked by now, in the bid's currency"),
});

export const AutoCpmRefreshSchema = z.strictObject({
  refreshed_at: z.iso.datetime(),
  policy: AutoCpmOptionsSchema.shape.policy,
  from: z.iso.date(),
  to: z.iso.date(),
  bids: z.array(EstimatedBidSchema),
});
export type AutoCpmRefresh = z.output<typeof AutoCpmRefreshSchema>;

interface Surroundings {
  readonly store: Store;
  readonly management: Management;
  readonly nowMs: number;
}

/** Tells every bid what its network's reports speak for; those that follow reports are ranked by it from now on. */
export function refreshAutoCpm(
  { store, management, nowMs }: Surroundings,
  { policy, prior, level }: AutoCpmOptions,
): AutoCpmRefresh {
  const [fromDay, toDay] = [dayOf(nowMs) - windowDays, dayOf(nowMs) - 1];
  const historyOf = readHistory(store, level, { fromDay, toDay });
  const belief = prior && { cpmUsd: prior.cpm_usd, impressions: prior.impressions };
  const bids = management.bids.list().map((bid) => {
    const estimate = estimateCpm(historyOf(bid), { policy, prior: belief });
    return describeBid(bid, estimate, applyEstimate(management, bid, { estimate, nowMs }));
  });
  const [from, to] = [dateOf(fromDay), dateOf(toDay)];
  return { refreshed_at: new Date(nowMs).toISOString(), policy, from, to, bids };
}

/** A bid without days of its own goes by what its network says of all its bids. */
function readHistory(
  { database }: Store,
  level: EventLevel,
  days: { readonly fromDay: number; readonly toDay: number },
): (bid: Bid) => readonly PaidDay[] {
  const history = Map.groupBy(
    readPaymentHistory(database, { level, ...days }),
    ({ networkId, bidId }) => JSON.stringify([networkId, bidId]),
  );
  return ({ name, mediated_network: { name: networkId } }) =>
    [name, ""].map((bidId) => history.get(JSON.stringify([networkId, bidId]))).find(Boolean) ?? [];
}

/** What the bid is ranked by afterwards. */
function applyEstimate(
  { bids, rates }: Management,
  bid: Bid,
  { estimate, nowMs }: { readonly estimate: CpmEstimate | undefined; readonly nowMs: number },
): number {
  const { revenue_value: before, currency } = bid["line-item"];
  const rate = currency === "USD" ? 1 : rates.ratesAt(nowMs)[currency];
  if (estimate === undefined || rate === undefined) return before;
  const price = Math.min(HIGHEST_CPM, toSixDecimals(estimate.cpmUsd / rate));
  bids.suggest(bid.id, {
    suggested_bid_price: price,
    suggested_bid_price_confidence: estimate.confidence,
  });
  if (!bid.auto_bid_adjustments_enabled || price === before) return before;
  bids.change(bid.id, { "line-item": { revenue_value: price } });
  return price;
}

function toSixDecimals(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}

function describeBid(bid: Bid, estimate: CpmEstimate | undefined, price: number) {
  return {
    bid_id: bid.name,
    network_id: bid.mediated_network.name,
    ...(estimate === undefined ? nothingPaid : describeEstimate(estimate)),
    previous_price: bid["line-item"].revenue_value,
    price,
  };
}

const nothingPaid = {
  cpm_usd: null,
  low_cpm_usd: null,
  high_cpm_usd: null,
  confidence: null,
  sample_size: 0,
  days: 0,
};

function describeEstimate(estimate: CpmEstimate) {
  return {
    cpm_usd: estimate.cpmUsd,
    low_cpm_usd: estimate.lowCpmUsd,
    high_cpm_usd: estimate.highCpmUsd,
    confidence: estimate.confidence,
    sample_size: estimate.sampleSize,
    days: estimate.days,
  };
}
