import { z } from "zod";
import { parseOptions } from "../foundation/parse-options.ts";
import type { OutcomeStore } from "./ad-selection/outcome-store.ts";
import type { AudienceStores } from "./custom-audiences/audience-stores.ts";
import { runDailyUpdate } from "./custom-audiences/run-daily-update.ts";
import { runScheduledUpdates } from "./custom-audiences/run-scheduled-updates.ts";
import type { DebugReport } from "./debug-reports/debug-report.ts";
import { runDebugReportsJob } from "./debug-reports/run-debug-reports-job.ts";
import type { DeviceCall } from "./device-call.ts";
import type { AppInstallStore } from "./filters/app-install-store.ts";
import type { BeaconStore } from "./reporting/beacon-store.ts";
import { runMaintenance } from "./run-maintenance.ts";

interface JobStores extends AudienceStores {
  readonly outcomes: OutcomeStore;
  readonly beacons: BeaconStore;
  readonly debugReports: DebugReport[];
  readonly appInstalls: AppInstallStore;
}

type Job = (call: DeviceCall, stores: JobStores) => Promise<string | undefined | void>;

/** THE list of what Android does by itself, every few hours. Here it happens when it is told to, and only then. */
const BACKGROUND_JOBS = {
  "daily-update": runDailyUpdate,
  "scheduled-update": runScheduledUpdates,
  maintenance: runMaintenance,
  "debug-reports": runDebugReportsJob,
} as const satisfies Record<string, Job>;

export type BackgroundJob = keyof typeof BACKGROUND_JOBS;

export const BackgroundJobSchema = z.enum(
  Object.keys(BACKGROUND_JOBS) as [BackgroundJob, ...BackgroundJob[]],
);

/** Whatever goes wrong with a part of the job is told to the trace, and the job goes on. */
export async function runBackgroundJob(
  call: DeviceCall,
  stores: JobStores,
  name: BackgroundJob,
): Promise<void> {
  const job = parseOptions(BackgroundJobSchema, name, call.api);
  const detail = await BACKGROUND_JOBS[job](call, stores);
  call.emit({ type: "background-job.finished", ...call.labels, job, ...(detail && { detail }) });
}
