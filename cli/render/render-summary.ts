import type { Colors } from "picocolors/types.js";
import type { TraceSummary } from "../../simulator/index.ts";
import { renderTable, type Cell } from "./render-table.ts";

type Network = TraceSummary["networks"][number];
type Column = readonly [head: string, value: (network: Network) => Cell];

/** The metrics of a run: its requests first, then the attempts of all networks, each network on one line. */
export function renderSummary({ requests, networks }: TraceSummary, colours: Colors): string {
  const bidders = networks.filter(({ bidding }) => bidding.bidRequests > 0);
  const sections = [
    section("requests", renderRequests(requests), colours),
    section("nodes", renderNetworks(networks, ATTEMPT_COLUMNS), colours),
    section("ads of each network", renderNetworks(networks, AD_COLUMNS), colours),
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

function renderRequests(requests: TraceSummary["requests"]): readonly string[] {
  const { latencyMs, timeToFillMs, fillDepth, filledBy } = requests;
  const sources = Object.entries(filledBy).filter(([, count]) => count > 0);
  const places = Object.entries(fillDepth.histogram).map(
    ([place, count]) => `${count} at ${place}`,
  );
  return renderTable(
    [
      ["ad requests", requests.adRequests, `${requests.noFill} no fill, ${requests.failed} failed`],
      ["filled", requests.filled, `fill rate ${percent(requests.fillRate)}`],
      ["filled by", "", sources.map(([source, count]) => `${source} ${count}`).join(", ")],
      ["fill depth", decimal(fillDepth.mean), places.join(", ")],
      ["impressions", requests.impressions, `show rate ${percent(requests.showRate)}`],
      ["clicks", requests.clicks, `CTR ${percent(requests.clickThroughRate)}`],
      ["expected revenue", usd(requests.expectedRevenueMicros), wordUnpriced(requests)],
      ["latency ms", "", wordPercentiles(latencyMs)],
      ["time to fill ms", "", wordPercentiles(timeToFillMs)],
    ],
    ["left", "right", "left"],
  );
}

function renderNetworks(
  networks: readonly Network[],
  columns: readonly Column[],
): readonly string[] {
  const head = ["network", ...columns.map(([name]) => name)];
  const rows = networks.map((network) => [
    shorten(network.networkId),
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
  ["wasted", ({ wastedLoadRate }) => percent(wastedLoadRate)],
  ["late", ({ lateRate }) => percent(lateRate)],
  ["impr.", ({ impressions }) => impressions],
  ["voice", ({ shareOfVoice }) => percent(shareOfVoice)],
  ["exp. revenue", ({ expectedRevenueMicros }) => usd(expectedRevenueMicros)],
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

function percent(rate: number | null): string {
  return rate === null ? "–" : `${(rate * 100).toFixed(1)}%`;
}

/** Fits 80 columns; `--json` has the whole id. */
function shorten(networkId: string): string {
  return networkId.length > 14 ? `${networkId.slice(0, 13)}…` : networkId;
}

function decimal(value: number | null): Cell {
  return value?.toFixed(2);
}

/** Of one impression a CPM of 1 USD pays a thousandth: four decimals lose less than a cent CPM. */
function usd(micros: number): Cell {
  return `${(micros / 1_000_000).toFixed(4)} USD`;
}

function wordUnpriced({ unpricedFills }: TraceSummary["requests"]): string {
  return unpricedFills === 0 ? "" : `without ${unpricedFills} of unknown price`;
}

function wordPercentiles(of: TraceSummary["requests"]["latencyMs"]): string {
  return of === null ? "–" : `p50 ${of.p50}, p95 ${of.p95}, p99 ${of.p99}`;
}
