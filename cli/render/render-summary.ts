import type { Colors } from "picocolors/types.js";
import type { TraceSummary } from "../../simulator/index.ts";
import { renderTable, type Cell } from "./render-table.ts";
import { renderRequests } from "./request-metric-rows.ts";
import { shorten } from "./shorten.ts";
import { inUsd, percent } from "./word-metrics.ts";

type Network = TraceSummary["networks"][number];
/** Fits 80 columns; `--json` has the whole id. */
const maxNameLength = 14;

type Column = readonly [head: string, value: (network: Network) => Cell];

/** The metrics of a run: its requests first, then all networks in each table, each network on one line. */
export function renderSummary({ requests, networks }: TraceSummary, colours: Colors): string {
  const bidders = networks.filter(({ bidding }) => bidding.bidRequests > 0);
  const sections = [
    section("requests", renderRequests(requests), colours),
    section("nodes", renderNetworks(networks, ATTEMPT_COLUMNS), colours),
    section("ads of each network", renderNetworks(networks, AD_COLUMNS), colours),
    section("money of each network, in USD", renderNetworks(networks, MONEY_COLUMNS), colours),
    section("ms per attempt", renderNetworks(networks, LATENCY_COLUMNS), colours),
    ...(bidders.length === 0
      ? []
      : [section("live bids", renderNetworks(bidders, BID_COLUMNS), colours)]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[], { bold }: Colors): string {
  return [bold(title), ...lines.map((line) => `  ${line}`)].join("\n");
}

function renderNetworks(
  networks: readonly Network[],
  columns: readonly Column[],
): readonly string[] {
  const head = ["network", ...columns.map(([name]) => name)];
  const rows = networks.map((network) => [
    shorten(network.networkId, maxNameLength),
    ...columns.map(([, value]) => value(network)),
  ]);
  return renderTable([head, ...rows], ["left", ...columns.map(() => "right" as const)]);
}

const ATTEMPT_COLUMNS: readonly Column[] = [
  ["chain", ({ inclusions }) => inclusions],
  ["asked", ({ attempts }) => attempts],
  ["reach", ({ reachRate }) => percent(reachRate)],
  ["match", ({ matchRate }) => percent(matchRate)],
  ["no fill", ({ noFillRate }) => percent(noFillRate)],
  ["error", ({ errorRate }) => percent(errorRate)],
  ["timeout", ({ timeoutRate }) => percent(timeoutRate)],
  ["cancel", ({ cancelledRate }) => percent(cancelledRate)],
];
const AD_COLUMNS: readonly Column[] = [
  ["fills", ({ fills }) => fills],
  ["skipped", ({ skips }) => skips],
  ["cap hit", ({ capHitRate }) => percent(capHitRate)],
  ["late", ({ lateRate }) => percent(lateRate)],
  ["loads", ({ loads }) => loads],
  ["wasted", ({ wastedLoadRate }) => percent(wastedLoadRate)],
  ["expired", ({ wastedBy }) => wastedBy.expired],
  ["impr.", ({ impressions }) => impressions],
];
const MONEY_COLUMNS: readonly Column[] = [
  ["revenue", ({ revenueMicros }) => inUsd(revenueMicros)],
  ["voice", ({ shareOfVoice }) => percent(shareOfVoice)],
  ["wallet", ({ shareOfWallet }) => percent(shareOfWallet)],
  ["eCPM", ({ observedEcpmUsd }) => observedEcpmUsd?.toFixed(2)],
  ["off rank", ({ rankPriceDiscrepancy }) => percent(rankPriceDiscrepancy)],
  ["expected", ({ expectedRevenueMicros }) => inUsd(expectedRevenueMicros)],
];
const LATENCY_COLUMNS: readonly Column[] = [
  ["p50", ({ latencyMs }) => latencyMs?.p50],
  ["p95", ({ latencyMs }) => latencyMs?.p95],
  ["p99", ({ latencyMs }) => latencyMs?.p99],
  ["fill p50", ({ fillLatencyMs }) => fillLatencyMs?.p50],
  ["p95", ({ fillLatencyMs }) => fillLatencyMs?.p95],
  ["no fill p50", ({ noFillLatencyMs }) => noFillLatencyMs?.p50],
  ["p95", ({ noFillLatencyMs }) => noFillLatencyMs?.p95],
];
const BID_COLUMNS: readonly Column[] = [
  ["asked", ({ bidding }) => bidding.bidRequests],
  ["bids", ({ bidding }) => bidding.bids],
  ["bid rate", ({ bidding }) => percent(bidding.bidRate)],
  ["valid", ({ bidding }) => bidding.validBids],
  ["won", ({ bidding }) => bidding.wins],
  ["win rate", ({ bidding }) => percent(bidding.winRate)],
  ["won/asked", ({ bidding }) => percent(bidding.winPerRequest)],
];
