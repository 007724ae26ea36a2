import { z } from "zod";
import { parseOptions } from "../foundation/parse-options.ts";
import type { AudienceStores } from "./custom-audiences/audience-stores.ts";
import { runDailyUpdate } from "./custom-audiences/run-daily-update.ts";
import { runScheduledUpdates } from "./custom-audiences/run-scheduled-updates.ts";
import type { DeviceCall } from "./device-call.ts";

type Job = (call: DeviceCall, stores: AudienceStores) => Promise<string | undefined | void>;

/** THE list of what Android does by itself, every few hours. Here it happens when it is told to, and only then. */
const BACKGROUND_JOBS = {
  "daily-update": runDailyUpdate,
  "scheduled-update": runScheduledUpdates,
} as const satisfies Record<string, Job>;

export type BackgroundJob = keyof typeof BACKGROUND_JOBS;

const BackgroundJobSchema = z.enum(
  Object.keys(BACKGROUND_JOBS) as [BackgroundJob, ...BackgroundJob[]],
);

/** Whatever goes wrong with a part of the job is told to the trace, and the job goes on. */
export async function runBackgroundJob(
  call: DeviceCall,
  stores: AudienceStores,
  name: BackgroundJob,
): Promise<void> {
  const job = parseOptions(BackgroundJobSchema, name, call.api);
  const detail = await BACKGROUND_JOBS[job](call, stores);
  call.emit({ type: "background-job.finished", ...call.labels, job, ...(detail && { detail }) });
}
