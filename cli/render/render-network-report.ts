import type { Colors } from "picocolors/types.js";
import type { NetworkReport } from "../../ad-server/index.ts";
import { renderThings, type Column } from "./render-things.ts";
import { inUsd, percent } from "./word-metrics.ts";

type Line = NetworkReport["lines"][number];
type Metric = number | null;

/** How all networks do, in tables that fit 80 columns; `--json` and `--csv` have every number. */
export function renderNetworkReport({ by, lines }: NetworkReport, colours: Colors): string {
  if (lines.length === 0) return `${colours.dim("Nothing has been reported yet.")}\n`;
  const subject: Column<Line> = { head: by, width: 20, cell: nameOf };
  return SECTIONS.map(
    ([title, columns]) =>
      `${colours.bold(title)}\n${renderThings(lines, [subject, ...columns], colours)}`,
  ).join("\n");
}

function nameOf({ network_id, bid_id, slot_id, date }: Line): string {
  const name = network_id ?? slot_id ?? date ?? "";
  return bid_id === undefined ? name : `${name} / ${bid_id ?? "–"}`;
}

const count = (head: string, of: (line: Line) => Metric): Column<Line> => ({
  head,
  width: 9,
  align: "right",
  cell: (line) => of(line) ?? undefined,
});
const rate = (head: string, of: (line: Line) => Metric): Column<Line> => ({
  head,
  width: 8,
  align: "right",
  cell: (line) => percent(of(line)),
});
const money = (head: string, of: (line: Line) => Metric): Column<Line> => ({
  head,
  width: 12,
  align: "right",
  cell(line) {
    const micros = of(line);
    return micros === null ? undefined : inUsd(micros);
  },
});
const cpm = (head: string, of: (line: Line) => Metric): Column<Line> => ({
  head,
  width: 9,
  align: "right",
  cell: (line) => of(line)?.toFixed(2),
});

const SECTIONS: readonly (readonly [title: string, columns: readonly Column<Line>[]])[] = [
  [
    "asked",
    [
      count("asked", ({ requests }) => requests),
      rate("fill", ({ fill_rate }) => fill_rate),
      rate("no ad", ({ no_ad_rate }) => no_ad_rate),
      rate("timeout", ({ timeout_rate }) => timeout_rate),
      rate("error", ({ error_rate }) => error_rate),
    ],
  ],
  [
    "shown",
    [
      count("won", ({ wins }) => wins),
      rate("win", ({ win_rate }) => win_rate),
      count("impr.", ({ impressions }) => impressions),
      rate("show", ({ show_rate }) => show_rate),
      rate("click", ({ click_through_rate }) => click_through_rate),
      rate("voice", ({ share_of_voice }) => share_of_voice),
    ],
  ],
  [
    "revenue in USD",
    [
      money("estimated", ({ estimated_revenue_micros }) => estimated_revenue_micros),
      money("actual", ({ actual_revenue_micros }) => actual_revenue_micros),
      rate("off", ({ discrepancy }) => discrepancy),
      money("revenue", ({ revenue_micros }) => revenue_micros),
      rate("wallet", ({ share_of_wallet }) => share_of_wallet),
    ],
  ],
  [
    "eCPM in USD, and what the choice cost",
    [
      cpm("estimated", ({ estimated_ecpm_usd }) => estimated_ecpm_usd),
      cpm("actual", ({ actual_ecpm_usd }) => actual_ecpm_usd),
      cpm("eCPM", ({ ecpm_usd }) => ecpm_usd),
      cpm("runner-up", ({ runner_up_ecpm_usd }) => runner_up_ecpm_usd),
      money("regret", ({ regret_micros }) => regret_micros),
    ],
  ],
  [
    "ms",
    [
      count("p50", ({ latency_p50_ms }) => latency_p50_ms),
      count("p95", ({ latency_p95_ms }) => latency_p95_ms),
      count("fill p50", ({ fill_latency_p50_ms }) => fill_latency_p50_ms),
      count("p95", ({ fill_latency_p95_ms }) => fill_latency_p95_ms),
      count("no ad p50", ({ no_ad_latency_p50_ms }) => no_ad_latency_p50_ms),
      count("p95", ({ no_ad_latency_p95_ms }) => no_ad_latency_p95_ms),
    ],
  ],
];
