import type { DeviceCall } from "../device-call.ts";
import type { DebugReport } from "./debug-report.ts";
import { sendDebugReport } from "./send-debug-report.ts";

/** Sends what auctions have left to be sent, the oldest first, as much as fits a batch (spec: on-device 1.6, 5). */
export async function runDebugReportsJob(
  call: DeviceCall,
  { debugReports }: { readonly debugReports: DebugReport[] },
): Promise<void> {
  const batch = debugReports.splice(0, call.settings.maxDebugReportsPerBatch);
  await Promise.all(batch.map((report) => sendDebugReport(call, report)));
}
