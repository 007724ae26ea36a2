import { BackgroundJobSchema } from "../../sdk/index.ts";
import { defineDeviceStep } from "./device-step.ts";

export const runJobStep = defineDeviceStep({
  verb: "runJob",
  meaning: "Run one of the jobs that Android runs by itself now and then",
  example: "daily-update",
  value: BackgroundJobSchema,
  beside: ["expect"],
  describe: (job) => job,
  call: (adServices, job) => adServices.controls.runBackgroundJob(job),
});
