import type { MediationEvent } from "../../sdk/index.ts";
import { measureNetworks, type NetworkMetrics } from "./network-metrics.ts";
import { ofSlot } from "./of-slot.ts";
import { measureRequests, type RequestMetrics } from "./request-metrics.ts";
import { collectWonAds } from "./won-ads.ts";

/** Requests and attempts apart: one request makes many attempts, and their rates say different things. */
export interface TraceSummary {
  readonly requests: RequestMetrics;
  /** In the order in which chains name them; whoever won without a node comes after. */
  readonly networks: readonly NetworkMetrics[];
}

/**
 * The canonical metrics of a run, all of them counted from its events; of one slot, if it is named.
 *
 * @throws MediationError ERR_TRACE_NO_MATCH
 */
export function summarizeTrace(
  all: readonly MediationEvent[],
  { slotId }: { readonly slotId?: string | undefined } = {},
): TraceSummary {
  const events = slotId === undefined ? all : ofSlot(all, slotId);
  const ads = collectWonAds(events);
  return { requests: measureRequests(events, ads), networks: measureNetworks(events, ads) };
}
