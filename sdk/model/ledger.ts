import type { LossRule } from "./loss-rules.ts";
import type { MediationEvent } from "./mediation-event.ts";

/** One line of the ledger: who did not win, which rule ended it, and the values that decided. */
export interface LedgerEntry {
  readonly atMs: number;
  readonly requestId?: string;
  readonly nodeId?: string;
  readonly callId?: string;
  /** `node "beta"`, `ad https://…`, `custom audience shoes.example/runners`. */
  readonly subject: string;
  readonly rule: LossRule;
  readonly detail: string;
}

/** The ledger is a view of the events: whatever carries a rule has a line. */
export function collectLedger(events: Iterable<MediationEvent>): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const event of events) {
    if (!("rule" in event) || event.rule === undefined) continue;
    entries.push({
      atMs: event.atMs,
      ...("requestId" in event && event.requestId !== undefined
        ? { requestId: event.requestId }
        : {}),
      ...("nodeId" in event && event.nodeId !== undefined ? { nodeId: event.nodeId } : {}),
      ...("callId" in event ? { callId: event.callId } : {}),
      subject: subjectOf(event),
      rule: event.rule,
      detail: event.detail ?? "",
    });
  }
  return entries;
}

type LossEvent = Extract<MediationEvent, { readonly rule?: unknown }>;

function subjectOf(event: LossEvent): string {
  switch (event.type) {
    case "chain.refused":
    case "chain.failed":
      return "mediation chain";
    case "request.refused":
      return `request for slot "${event.slotId}"`;
    case "ad.expired":
    case "ad.dropped":
    case "ad.show-failed":
      return `loaded ad ${event.adId}`;
    case "first-party.passed":
    case "fallback.passed":
      return "first party";
    case "chained-selection.passed":
      return `first party's ad ${event.renderUri}`;
    case "node.skipped":
    case "node.unfilled":
    case "node.timed-out":
    case "node.failed":
    case "node.unreached":
    case "node.outbid":
      return `node "${event.nodeId}"`;
    case "audience.skipped":
    case "audience.dropped":
    case "audience.refused":
      return `custom audience ${event.buyer}/${event.name}`;
    case "audience-update.failed":
    case "audience-update.dropped":
      return `update ${event.uri}`;
    case "bid.rejected":
    case "ad.filtered":
      return `ad ${event.renderUri}`;
    case "outcome.rejected":
      return `outcome ${event.adSelectionId}`;
    case "ad-selection.unfilled":
      return `ad selection ${event.callId}`;
    case "device-call.failed":
    case "device-call.silenced":
      return `${event.api.startsWith("selectAds") ? "ad selection" : event.api} ${event.callId}`;
    case "report.withheld":
      return `report to the ${event.destination}`;
  }
}
