import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import { countSources, measureDepth, type FillDepth, type FillSources } from "./fill-metrics.ts";
import { toPercentiles, toRate, type Percentiles } from "./percentiles.ts";
import { measureRegret, type Regret } from "./regret.ts";
import { collectPayments, measureRevenue, type RevenueMetrics } from "./revenue-metrics.ts";
import { countUserDays } from "./user-days.ts";
import { countImpressions, microsPerCpmUsd, sum, type WonAd } from "./won-ads.ts";

/** Of ad requests, however many networks each of them asked (spec: mediation 2.7, level R). */
export interface RequestMetrics extends RevenueMetrics {
  readonly adRequests: number;
  /** Those that a cap of app, slot or user refused; no ad requests. */
  readonly cappedRequests: number;
  /** Capped requests over these and ad requests. */
  readonly capHitRate: number | null;
  readonly filled: number;
  readonly noFill: number;
  readonly failed: number;
  readonly fillRate: number | null;
  /** How often the app was given an ad that waited in the slot's cache; no ad requests. */
  readonly takenFromCache: number;
  /** How often another ad was asked for in the place of the one on the screen. */
  readonly refreshes: number;
  /** Ads whose impression was reported. */
  readonly impressions: number;
  /** Impressions over filled requests. */
  readonly showRate: number | null;
  /** Ads that their network could not show. */
  readonly showFailures: number;
  readonly clicks: number;
  readonly clickThroughRate: number | null;
  readonly rewards: number;
  /** Revenue in USD per thousand ad requests: what a policy is judged by. */
  readonly rpmUsd: number | null;
  /** Days on which the user asked for an ad or saw one, counted from the start of the session. */
  readonly userDays: number;
  /** Average revenue per daily active user. */
  readonly arpdauMicros: number | null;
  /** What the ads that won would pay if each were shown; whether they are is another matter. */
  readonly expectedRevenueMicros: number;
  /** Filled requests of which nobody says what the ad pays. */
  readonly unpricedFills: number;
  readonly regret: Regret;
  /** From asking to having an ad or none. */
  readonly latencyMs: Percentiles | null;
  /** The same, of filled requests only. */
  readonly timeToFillMs: Percentiles | null;
  readonly fillDepth: FillDepth;
  /** Who gave the ads. */
  readonly filledBy: FillSources;
}

export function measureRequests(
  events: readonly MediationEvent[],
  ads: readonly WonAd[],
): RequestMetrics {
  const types = Map.groupBy(events, ({ type }) => type);
  const count: CountEvents = (type) => types.get(type)?.length ?? 0;
  const finished = events.filter((event) => event.type === "request.finished");
  const requests = countRequests(count, finished);
  return {
    ...requests,
    ...measureShows(count, ads, requests.filled),
    ...measureMoney(events, ads, requests.adRequests),
    ...measureFills(finished),
    fillDepth: measureDepth(events, ads),
    filledBy: countSources(ads),
  };
}

type CountEvents = (type: MediationEventType) => number;
type Finished = MediationEventOf<"request.finished">;

function countRequests(count: CountEvents, finished: readonly Finished[]) {
  const ended = (kind: Finished["kind"]): number =>
    finished.filter((event) => event.kind === kind).length;
  const adRequests = count("request.started");
  const cappedRequests = count("request.refused");
  const filled = ended("filled");
  return {
    adRequests,
    cappedRequests,
    capHitRate: toRate(cappedRequests, cappedRequests + adRequests),
    filled,
    noFill: ended("no-fill"),
    failed: ended("failed"),
    fillRate: toRate(filled, adRequests),
    takenFromCache: count("ad.taken"),
    refreshes: count("slot.refreshed"),
  };
}

function measureShows(count: CountEvents, ads: readonly WonAd[], filled: number) {
  const impressions = countImpressions(ads);
  const clicks = sum(ads, (ad) => ad.clicks);
  return {
    impressions,
    showRate: toRate(impressions, filled),
    showFailures: count("ad.show-failed"),
    clicks,
    clickThroughRate: toRate(clicks, impressions),
    rewards: count("reward.earned"),
  };
}

function measureMoney(
  events: readonly MediationEvent[],
  ads: readonly WonAd[],
  adRequests: number,
) {
  const revenue = measureRevenue(collectPayments(events), countImpressions(ads));
  const userDays = countUserDays(events);
  return {
    ...revenue,
    rpmUsd: toRate(revenue.revenueMicros / microsPerCpmUsd, adRequests),
    userDays,
    arpdauMicros: toRate(revenue.revenueMicros, userDays),
    expectedRevenueMicros: sum(ads, ({ priceMicros = 0 }) => priceMicros),
    unpricedFills: ads.filter(({ priceMicros }) => priceMicros === undefined).length,
    regret: measureRegret(events),
  };
}

function measureFills(finished: readonly Finished[]) {
  const filled = finished.filter(({ kind }) => kind === "filled");
  return {
    latencyMs: toPercentiles(finished.map(({ latencyMs }) => latencyMs)),
    timeToFillMs: toPercentiles(filled.map(({ latencyMs }) => latencyMs)),
  };
}
