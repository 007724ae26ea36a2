import type { MediationEventType } from "../../sdk/index.ts";

/** Events that have no line in the walk: what they say is in the ledger, among the reports, or in the trace only. */
const WALK_DETAILS = [
  "session.started",
  "session.finished",
  "step.started",
  "step.returned",
  "step.threw",
  "request.started",
  "node.started",
  "bidding.started",
  "node-signals.requested",
  "node-signals.collected",
  "node-bid.requested",
  "bid-notice.sent",
  "ad.selected",
  "request.finished",
  "audience.joined",
  "audience.left",
  "audience.skipped",
  "audience.dropped",
  "audience.refused",
  "audience.updated",
  "audience.deleted",
  "audience-update.scheduled",
  "audience-update.failed",
  "audience-update.dropped",
  "background-job.finished",
  "ad-selection.started",
  "ad-selection.finished",
  "ad-selection.unfilled",
  "device-call.failed",
  "device-call.silenced",
  "conditions.changed",
  "override.stored",
  "override.removed",
  "override.ignored",
  "bid.received",
  "bid.rejected",
  "ad.scored",
  "outcome.rejected",
  "logic.finished",
  "logic.reused",
  "beacon.registered",
  "beacon.dropped",
  "report.sent",
  "report.withheld",
  "ad-selection.preloaded",
  "storage.cleared",
  "ad.filtered",
  "histogram.updated",
  "histogram.unchanged",
  "advertisers.replaced",
  "advertisers.deleted",
  "debug-report.sent",
  "debug-report.queued",
  "debug-report.withheld",
  "http.finished",
] as const satisfies readonly MediationEventType[];

export type WalkDetail = (typeof WALK_DETAILS)[number];

const details: ReadonlySet<string> = new Set(WALK_DETAILS);

export function isWalkDetail(type: MediationEventType): type is WalkDetail {
  return details.has(type);
}
