/** What a line of a report is about: the columns that name it. */
const SUBJECTS = {
  network: { subject: "network_id", bid: "''" },
  bid: { subject: "network_id", bid: "bid_id" },
  slot: { subject: "slot_id", bid: "''" },
  day: { subject: "day", bid: "''" },
} as const;
export type ReportBy = keyof typeof SUBJECTS;
type Subject = (typeof SUBJECTS)[ReportBy];

/** Columns of lines that have events; without any, all of them are 0. */
const COUNTED = [
  "requests",
  "responses",
  "no_ads",
  "timeouts",
  "errors",
  "wins",
  "impressions",
  "clicks",
  "estimated_micros",
  "paid_micros",
  "open_micros",
  "settled_impressions",
  "settled_estimate_micros",
  "runner_ups",
  "runner_up_micros",
];

/**
 * One reading of the events, into a tally in which equal ones are one row with a number; all else reads that. Days on
 * which a network said what it paid count with that, and every other day with what its impressions were told to pay,
 * or, as far as nobody told, with what they were ranked at. A network's word on a whole day replaces that on its bids.
 */
export function networkReportSql(by: ReportBy): string {
  const subject = SUBJECTS[by];
  return `
WITH payout AS (
  SELECT network_id, bid_id, day, impressions, revenue_micros FROM payouts AS said
  WHERE day BETWEEN :fromDay AND :toDay AND ${countedPayouts(by)}
), ${tally(by)}, ${CELL}, ${counted(subject)}, ${settled(subject)}, ${latency(subject)}
SELECT subject, bid_id, actual_micros, actual_impressions, latency_p50_ms, latency_p95_ms,
  response_latency_p50_ms, response_latency_p95_ms, no_ad_latency_p50_ms, no_ad_latency_p95_ms,
  ${COUNTED.map((column) => `coalesce(${column}, 0) AS ${column}`).join(", ")}
FROM counted FULL JOIN settled USING (subject, bid_id) LEFT JOIN latency USING (subject, bid_id)`;
}

/** Payouts know no slots; those of bids count by bid, and elsewhere where there is none of the network as a whole. */
function countedPayouts(by: ReportBy): string {
  if (by === "slot") return "false";
  if (by === "bid") return "bid_id <> ''";
  return `(bid_id = '' OR NOT EXISTS (
    SELECT 1 FROM payouts AS whole
    WHERE whole.day = said.day AND whole.network_id = said.network_id AND whole.bid_id = ''
  ))`;
}

function tally(by: ReportBy): string {
  return `tally AS MATERIALIZED (
  SELECT network_id, bid_id, ${by === "slot" ? "slot_id" : "'' AS slot_id"}, at_ms / 86400000 AS day,
    kind, latency_ms, count(*) AS events, sum(value_nanos) AS nanos,
    count(runner_up_nanos) AS runner_ups, sum(runner_up_nanos) AS runner_up_nanos
  FROM performance_events
  WHERE level = :level AND at_ms >= :fromDay * 86400000 AND at_ms < (:toDay + 1) * 86400000
  GROUP BY 1, 2, 3, 4, 5, 6
)`;
}

/** One bid of one network in one slot on one day; settled once the network has said what it came to. */
const CELL = `cell AS (
  SELECT network_id, bid_id, slot_id, day,
    ${countOf("request")} AS requests, ${countOf("response")} AS responses,
    ${countOf("no-ad")} AS no_ads, ${countOf("timeout")} AS timeouts, ${countOf("error")} AS errors,
    ${countOf("win")} AS wins, ${countOf("impression")} AS impressions,
    ${countOf("click")} AS clicks, ${countOf("revenue")} AS payments,
    ${nanosOf("impression")} AS estimated, ${nanosOf("revenue")} AS paid,
    sum(runner_ups) AS runner_ups, coalesce(sum(runner_up_nanos), 0) AS runner_up_nanos,
    EXISTS (
      SELECT 1 FROM payout WHERE payout.network_id = tally.network_id AND payout.day = tally.day
        AND payout.bid_id IN ('', tally.bid_id)
    ) AS is_settled
  FROM tally GROUP BY network_id, bid_id, slot_id, day
)`;

function countOf(kind: string): string {
  return `coalesce(sum(events) FILTER (WHERE kind = '${kind}'), 0)`;
}

function nanosOf(kind: string): string {
  return `coalesce(sum(nanos) FILTER (WHERE kind = '${kind}'), 0)`;
}

function counted({ subject, bid }: Subject): string {
  const unpaid =
    "iif(payments < impressions, estimated * (impressions - payments) / impressions, 0)";
  return `counted AS (
  SELECT ${subject} AS subject, ${bid} AS bid_id,
    sum(requests) AS requests, sum(responses) AS responses, sum(no_ads) AS no_ads,
    sum(timeouts) AS timeouts, sum(errors) AS errors, sum(wins) AS wins,
    sum(impressions) AS impressions, sum(clicks) AS clicks,
    ${microsOf("estimated")} AS estimated_micros, ${microsOf("paid")} AS paid_micros,
    sum(iif(is_settled, impressions, 0)) AS settled_impressions,
    ${microsOf("iif(is_settled, estimated, 0)")} AS settled_estimate_micros,
    ${microsOf(`iif(is_settled, 0, paid + ${unpaid})`)} AS open_micros,
    sum(runner_ups) AS runner_ups, ${microsOf("runner_up_nanos")} AS runner_up_micros
  FROM cell GROUP BY 1, 2
)`;
}

/** Rounded once, half up, at the end of all summing. */
function microsOf(nanos: string): string {
  return `cast((sum(${nanos}) + 500) / 1000 AS INTEGER)`;
}

function settled({ subject, bid }: Subject): string {
  return `settled AS (
  SELECT ${subject === "slot_id" ? "''" : subject} AS subject, ${bid} AS bid_id,
    sum(revenue_micros) AS actual_micros, sum(impressions) AS actual_impressions
  FROM payout GROUP BY 1, 2
)`;
}

function latency({ subject, bid }: Subject): string {
  return `timed AS (
  SELECT ${subject} AS subject, ${bid} AS bid_id, kind AS outcome, latency_ms, sum(events) AS events
  FROM tally WHERE latency_ms IS NOT NULL GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT ${subject}, ${bid}, 'any', latency_ms, sum(events)
  FROM tally WHERE latency_ms IS NOT NULL GROUP BY 1, 2, 4
), placed AS (
  SELECT subject, bid_id, outcome, latency_ms,
    sum(events) OVER (PARTITION BY subject, bid_id, outcome ORDER BY latency_ms) AS place,
    sum(events) OVER (PARTITION BY subject, bid_id, outcome) AS places
  FROM timed
), latency AS (
  SELECT subject, bid_id,
    ${percentile("any", 50)} AS latency_p50_ms, ${percentile("any", 95)} AS latency_p95_ms,
    ${percentile("response", 50)} AS response_latency_p50_ms,
    ${percentile("response", 95)} AS response_latency_p95_ms,
    ${percentile("no-ad", 50)} AS no_ad_latency_p50_ms,
    ${percentile("no-ad", 95)} AS no_ad_latency_p95_ms
  FROM placed GROUP BY 1, 2
)`;
}

/** Nearest rank: a value that occurred. */
function percentile(outcome: string, percent: number): string {
  const isThere = `outcome = '${outcome}' AND place * 100 >= places * ${percent}`;
  return `min(latency_ms) FILTER (WHERE ${isThere})`;
}
