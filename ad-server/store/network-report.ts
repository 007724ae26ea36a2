import type { DatabaseSync } from "node:sqlite";
import type { EventLevel } from "./event-table.ts";
import { networkReportSql, type ReportBy } from "./network-report-sql.ts";

export interface ReportRange {
  readonly level: EventLevel;
  /** UTC days since 1970, both included. */
  readonly fromDay: number;
  readonly toDay: number;
}

/** Counts and sums of one line: everything that its metrics are worked out from. */
export interface NetworkFacts {
  readonly subject: string | number;
  /** Empty unless the report is by bid. */
  readonly bid_id: string;
  readonly requests: number;
  readonly responses: number;
  readonly no_ads: number;
  readonly timeouts: number;
  readonly errors: number;
  readonly wins: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly estimated_micros: number;
  readonly paid_micros: number;
  /** What networks said later; null: they have not. */
  readonly actual_micros: number | null;
  readonly actual_impressions: number | null;
  /** Ours, on days of which networks have said what they came to. */
  readonly settled_impressions: number;
  readonly settled_estimate_micros: number;
  /** The best that is known of days of which networks have not. */
  readonly open_micros: number;
  readonly runner_up_micros: number;
  readonly runner_ups: number;
  readonly latency_p50_ms: number | null;
  readonly latency_p95_ms: number | null;
  readonly response_latency_p50_ms: number | null;
  readonly response_latency_p95_ms: number | null;
  readonly no_ad_latency_p50_ms: number | null;
  readonly no_ad_latency_p95_ms: number | null;
}

/** One statement, whatever the report is by. */
export function readNetworkReport(
  database: DatabaseSync,
  by: ReportBy,
  { level, fromDay, toDay }: ReportRange,
): readonly NetworkFacts[] {
  const rows = database.prepare(networkReportSql(by)).all({ level, fromDay, toDay });
  return rows as unknown as readonly NetworkFacts[];
}
