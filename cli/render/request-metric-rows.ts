import type { TraceSummary } from "../../simulator/index.ts";
import { renderTable, type Cell } from "./render-table.ts";
import { decimal, percent, perThousand, usd } from "./word-metrics.ts";

type Requests = TraceSummary["requests"];
type Row = readonly [name: string, value: Cell, remark: string];

/** Of ad requests; what did not happen at all, and need not, has no line. */
export function renderRequests(requests: Requests): readonly string[] {
  const rows = [
    ...rowsOfRequests(requests),
    ...rowsOfShows(requests),
    ...rowsOfMoney(requests),
    ["latency ms", "", wordPercentiles(requests.latencyMs)] as const,
    ["time to fill ms", "", wordPercentiles(requests.timeToFillMs)] as const,
  ];
  return renderTable(rows, ["left", "right", "left"]);
}

function rowsOfRequests(requests: Requests): readonly Row[] {
  const { fillDepth, filledBy, cappedRequests, takenFromCache, refreshes } = requests;
  const sources = Object.entries(filledBy).filter(([, count]) => count > 0);
  const places = Object.entries(fillDepth.histogram).map(
    ([place, count]) => `${count} at ${place}`,
  );
  return [
    ["ad requests", requests.adRequests, `${requests.noFill} no fill, ${requests.failed} failed`],
    ...unlessNone("capped", cappedRequests, `cap hit rate ${percent(requests.capHitRate)}`),
    ["filled", requests.filled, `fill rate ${percent(requests.fillRate)}`],
    ["filled by", "", sources.map(([source, count]) => `${source} ${count}`).join(", ")],
    ["fill depth", decimal(fillDepth.mean), places.join(", ")],
    ...unlessNone("from the cache", takenFromCache, "ads that had waited there"),
    ...unlessNone("refreshes", refreshes, "of an ad on the screen"),
  ];
}

function rowsOfShows(requests: Requests): readonly Row[] {
  return [
    ["impressions", requests.impressions, `show rate ${percent(requests.showRate)}`],
    ...unlessNone("not shown", requests.showFailures, "the network could not"),
    ["clicks", requests.clicks, `CTR ${percent(requests.clickThroughRate)}`],
    ...unlessNone("rewards", requests.rewards, ""),
  ];
}

function rowsOfMoney(requests: Requests): readonly Row[] {
  const { regret, userDays, arpdauMicros } = requests;
  const days = userDays === 1 ? "1 user-day" : `${userDays} user-days`;
  return [
    ...rowsOfRevenue(requests),
    ["eCPM", perThousand(requests.observedEcpmUsd), "per thousand impressions"],
    ["RPM", perThousand(requests.rpmUsd), "per thousand ad requests"],
    ["ARPDAU", arpdauMicros === null ? "–" : usd(arpdauMicros), days],
    ["expected revenue", usd(requests.expectedRevenueMicros), wordUnpriced(requests)],
    ...unlessNone(
      "regret",
      regret.requests && perThousand(regret.regretRpmUsd),
      `RPM below the best; judged: ${regret.requests}`,
    ),
  ];
}

function unlessNone(name: string, value: Cell, remark: string): readonly Row[] {
  return value === 0 ? [] : [[name, value, remark]];
}

/** How well revenue is known: a word behind it, or a line for each precision where there are several. */
function rowsOfRevenue({ revenueMicros, revenueMicrosBy, unpaidImpressions }: Requests): Row[] {
  const known = Object.entries(revenueMicrosBy).filter(([, micros]) => micros > 0);
  const only = known.length === 1 ? known.map(([precision]) => precision) : [];
  const unpaid = unpaidImpressions === 0 ? [] : [`without ${unpaidImpressions} of unknown price`];
  const shares = known.map(([precision, micros]): Row => [`  ${precision}`, usd(micros), ""]);
  return [
    ["revenue", usd(revenueMicros), [...only, ...unpaid].join(", ")],
    ...(shares.length > 1 ? shares : []),
  ];
}

function wordUnpriced({ unpricedFills }: Requests): string {
  return unpricedFills === 0 ? "" : `without ${unpricedFills} of unknown price`;
}

function wordPercentiles(of: Requests["latencyMs"]): string {
  return of === null ? "–" : `p50 ${of.p50}, p95 ${of.p95}, p99 ${of.p99}`;
}
