import type { DeviceCall } from "../device-call.ts";
import { sendBestEffort } from "../reporting/send-best-effort.ts";
import type { DebugReport } from "./debug-report.ts";

/** What events say of a report. */
export function debugReportFacts({ destination, renderUri, won, url }: DebugReport) {
  return { destination, renderUri, won, uri: url };
}

/** A GET, not before the app has its outcome; whatever comes back is told to the trace and to nobody else. */
export async function sendDebugReport(call: DeviceCall, report: DebugReport): Promise<void> {
  await call.environment.clock.sleep(0);
  const request = { method: "GET", url: report.url, purpose: "debug-report" } as const;
  const answer = await sendBestEffort(call, request);
  call.emit({ type: "debug-report.sent", ...call.labels, ...debugReportFacts(report), ...answer });
}
