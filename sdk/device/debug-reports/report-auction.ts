import type { DeviceCall } from "../device-call.ts";
import type { Outbox } from "../reporting/outbox.ts";
import { collectDebugReports, type DecidedAuction } from "./collect-debug-reports.ts";
import type { DebugReport } from "./debug-report.ts";
import { judgeDebugReports } from "./judge-debug-reports.ts";
import { debugReportFacts, sendDebugReport } from "./send-debug-report.ts";

export interface DebugReportStores {
  readonly outbox: Outbox;
  /** Reports that wait for the job, the oldest first. */
  readonly debugReports: DebugReport[];
}

/**
 * Has what scripts registered during an auction sent, now or by the job; nothing unless it found a winner, and
 * nothing of it takes the auction's time (spec: on-device 1.6). `obstacle` says why debug reporting is off.
 */
export function reportAuction(
  call: DeviceCall,
  stores: DebugReportStores,
  { obstacle, ...auction }: DecidedAuction & { readonly obstacle: string | undefined },
): void {
  const nobodyWon = auction.winner === undefined ? "the auction has no winner" : undefined;
  const reports = collectDebugReports(auction);
  for (const { report, problem } of judgeDebugReports(reports, call.settings)) {
    const detail = obstacle ?? nobodyWon ?? problem;
    if (detail === undefined) dispatch(call, stores, report);
    else withhold(call, report, detail);
  }
}

function dispatch(call: DeviceCall, stores: DebugReportStores, report: DebugReport): void {
  if (call.settings.debugReportsSentImmediately) {
    stores.outbox.follow(sendDebugReport(call, report));
    return;
  }
  stores.debugReports.push(report);
  call.emit({ type: "debug-report.queued", ...call.labels, ...debugReportFacts(report) });
}

/** Of an address that is too long, the trace gets no more than could have been sent. */
function withhold(
  { emit, labels, settings }: DeviceCall,
  report: DebugReport,
  detail: string,
): void {
  const uri = report.url.slice(0, settings.maxDebugUrlCharacters);
  emit({ type: "debug-report.withheld", ...labels, ...debugReportFacts(report), uri, detail });
}
