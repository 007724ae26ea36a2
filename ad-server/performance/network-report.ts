import type { NetworkFacts } from "../store/network-report.ts";
import type { ReportBy } from "../store/network-report-sql.ts";
import type { ReportReader } from "../store/report-reader.ts";
import { dateOf, dayOfDate } from "./days.ts";
import { deriveMetrics, METRIC_NAMES } from "./network-metrics.ts";
import type { NetworkReport, ReportLine, ReportQuery } from "./network-report-schema.ts";

const lastDay = dayOfDate("9999-12-31");

export async function reportNetworks(
  reader: ReportReader,
  { by, level, from, to }: Omit<ReportQuery, "format">,
): Promise<NetworkReport> {
  const range = {
    level,
    fromDay: from === undefined ? 0 : dayOfDate(from),
    toDay: to === undefined ? lastDay : dayOfDate(to),
  };
  const facts = await reader.read(by, range);
  const metrics = deriveMetrics(facts);
  const lines = facts.flatMap((each, index) => {
    const its = metrics[index];
    return its === undefined ? [] : [{ ...nameSubject(by, each), ...its }];
  });
  return { by, level, from: from ?? null, to: to ?? null, lines: lines.toSorted(ORDER[by]) };
}

function nameSubject(by: ReportBy, { subject, bid_id }: NetworkFacts): Partial<ReportLine> {
  switch (by) {
    case "network":
      return { network_id: String(subject) };
    case "bid":
      return { network_id: String(subject), bid_id: bid_id === "" ? null : bid_id };
    case "slot":
      return { slot_id: String(subject) };
    case "day":
      return { date: dateOf(Number(subject)) };
  }
}

type Compare = (one: ReportLine, other: ReportLine) => number;

const byName: Compare = (one, other) => {
  const [name, otherName] = [one, other].map(({ network_id, bid_id, slot_id, date }) =>
    JSON.stringify([network_id, bid_id, slot_id, date]),
  );
  return (name ?? "") < (otherName ?? "") ? -1 : 1;
};
/** Whoever earned most comes first. */
const byRevenue: Compare = (one, other) =>
  (other.revenue_micros ?? 0) - (one.revenue_micros ?? 0) || byName(one, other);

const ORDER: Readonly<Record<ReportBy, Compare>> = {
  network: byRevenue,
  bid: byRevenue,
  slot: byRevenue,
  day: byName,
};

const SUBJECTS: Readonly<Record<ReportBy, readonly (keyof ReportLine)[]>> = {
  network: ["network_id"],
  bid: ["network_id", "bid_id"],
  slot: ["slot_id"],
  day: ["date"],
};

/** The same lines under a head (RFC 4180); what is not known is empty. */
export function renderReportCsv({ by, lines }: NetworkReport): string {
  const columns = [...SUBJECTS[by], ...METRIC_NAMES];
  const rows = lines.map((line) => columns.map((column) => String(line[column] ?? "")));
  return [columns, ...rows].map((cells) => `${cells.map(quote).join(",")}\n`).join("");
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
