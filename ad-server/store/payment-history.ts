import type { DatabaseSync } from "node:sqlite";
import type { ReportRange } from "./network-report.ts";

/** What a day of one bid came to, as far as somebody other than the bid itself has said so. */
export interface PaidDay {
  readonly networkId: string;
  /** Empty: the network's word on all its bids, of a day without events. */
  readonly bidId: string;
  readonly day: number;
  readonly requests: number;
  readonly responses: number;
  /** Those that the revenue is of. */
  readonly impressions: number;
  readonly revenueMicros: number;
}

/**
 * What each bid was paid, day by day: what its network said of it, else its impressions' part of what the network said
 * of itself, else what was paid impression by impression. What a bid expects is no history: it would prove itself.
 */
const PAYMENT_HISTORY = `
WITH cell AS (
  SELECT network_id, bid_id, at_ms / 86400000 AS day,
    count(*) FILTER (WHERE kind = 'request') AS requests, count(*) FILTER (WHERE kind = 'response') AS responses,
    count(*) FILTER (WHERE kind = 'impression') AS impressions,
    count(*) FILTER (WHERE kind = 'revenue') AS payments,
    (sum(value_nanos) FILTER (WHERE kind = 'revenue') + 500) / 1000 AS paid
  FROM performance_events
  WHERE level = :level AND at_ms >= :fromDay * 86400000 AND at_ms < (:toDay + 1) * 86400000
  GROUP BY 1, 2, 3
), shared AS (
  SELECT cell.*, sum(impressions) OVER (PARTITION BY network_id, day) AS network_impressions FROM cell
), payout AS (
  SELECT * FROM payouts WHERE day BETWEEN :fromDay AND :toDay
), joined AS (
  SELECT network_id, bid_id, day, requests, responses, shared.impressions AS impressions, payments, paid,
    network_impressions, payout.impressions AS said_impressions, payout.revenue_micros AS said
  FROM shared FULL JOIN payout USING (network_id, bid_id, day)
)
SELECT joined.network_id AS networkId, joined.bid_id AS bidId, joined.day AS day,
  coalesce(requests, 0) AS requests, coalesce(responses, 0) AS responses,
  CASE
    WHEN said IS NOT NULL AND joined.bid_id = '' THEN coalesce(nullif(network_impressions, 0), said_impressions, 0)
    WHEN said IS NOT NULL OR whole.revenue_micros IS NOT NULL
      THEN coalesce(nullif(joined.impressions, 0), said_impressions, 0)
    ELSE coalesce(payments, 0)
  END AS impressions,
  CASE
    WHEN said IS NOT NULL THEN said
    WHEN whole.revenue_micros IS NOT NULL
      THEN cast(round(1.0 * whole.revenue_micros * joined.impressions / max(network_impressions, 1)) AS INTEGER)
    ELSE coalesce(paid, 0)
  END AS revenueMicros
FROM joined
LEFT JOIN payout AS whole
  ON whole.network_id = joined.network_id AND whole.day = joined.day AND whole.bid_id = '' AND joined.bid_id <> ''
ORDER BY 1, 2, 3`;

export function readPaymentHistory(
  database: DatabaseSync,
  { level, fromDay, toDay }: ReportRange,
): readonly PaidDay[] {
  const rows = database.prepare(PAYMENT_HISTORY).all({ level, fromDay, toDay });
  return rows as unknown as readonly PaidDay[];
}
