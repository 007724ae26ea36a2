import type { DatabaseSync } from "node:sqlite";

/** Impressions of one bid, as the SDK has seen them. */
export interface BidImpressions {
  readonly networkId: string;
  readonly bidId: string;
  readonly impressions: number;
}

const dayMs = 86_400_000;

const COUNT_IMPRESSIONS = `
SELECT network_id AS networkId, bid_id AS bidId, count(*) AS impressions
FROM performance_events
WHERE at_ms >= :sinceMs AND level = 'sdk' AND kind = 'impression'
GROUP BY 1, 2`;

/** Impressions ever, or of the UTC day of that time. What was asked for and not shown is none of them. */
export function createImpressionCounter(
  database: DatabaseSync,
): (span: "ever" | "today", atMs: number) => readonly BidImpressions[] {
  const count = database.prepare(COUNT_IMPRESSIONS);
  return (span, atMs) => {
    const sinceMs = span === "ever" ? 0 : Math.floor(atMs / dayMs) * dayMs;
    return count.all({ sinceMs }) as unknown as readonly BidImpressions[];
  };
}
