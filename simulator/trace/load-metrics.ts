import type { MediationEvent } from "../../sdk/index.ts";
import { keyOfTurn, type Attempt } from "./collect-attempts.ts";
import { toRate } from "./percentiles.ts";
import { sum, type WonAd } from "./won-ads.ts";

/** What became of the ads that a network's nodes had loaded. */
export interface LoadMetrics {
  /** Ads that were loaded: in time, or too late and then kept. */
  readonly loads: number;
  /** Fills by an ad that had come too late for an earlier request. */
  readonly cacheFills: number;
  /** Loads that were never shown. */
  readonly wastedLoads: number;
  readonly wastedLoadRate: number | null;
  readonly wastedBy: WastedLoads;
}

/** Why loads were never shown. */
export interface WastedLoads {
  /** No request ended with it: another ad was better, or nobody asked again. */
  readonly lost: number;
  readonly expired: number;
  readonly dropped: number;
  /** The network could not show it. */
  readonly notShown: number;
  /** The run ended with the ad still there. */
  readonly left: number;
}

interface NetworkLoads {
  readonly events: readonly MediationEvent[];
  readonly attempts: readonly Attempt[];
  readonly ads: readonly WonAd[];
}

export function measureLoads({ events, attempts, ads }: NetworkLoads): LoadMetrics {
  const filled = events.filter((event) => event.type === "node.filled");
  const fills = new Set(filled.map(keyOfTurn));
  const cacheFills = new Set(filled.filter((event) => event.isFromCache).map(keyOfTurn)).size;
  const kept = attempts.filter(({ late }) => late?.isKept === true).length;
  const unasked = Math.max(0, kept - cacheFills);
  const tooOld = Math.min(unasked, events.filter(isExpiredLateFill).length);
  const ended = ads.filter((ad) => fills.has(keyOfTurn(ad)));
  const count = (end: WonAd["end"]): number => ended.filter((ad) => ad.end === end).length;
  const wastedBy = {
    lost: fills.size - ended.length + unasked - tooOld,
    expired: count("expired") + tooOld,
    dropped: count("dropped"),
    notShown: count("not-shown"),
    left: count("left"),
  };
  const loads = fills.size + unasked;
  const wastedLoads = sum(Object.values(wastedBy), (of) => of);
  const wastedLoadRate = toRate(wastedLoads, loads);
  return { loads, cacheFills, wastedLoads, wastedLoadRate, wastedBy };
}

function isExpiredLateFill(event: MediationEvent): boolean {
  return event.type === "late-fill.dropped" && event.rule === "ad-expired";
}
