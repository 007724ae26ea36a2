import { createProcessSandbox } from "../../../sdk/sandbox/process-sandbox.ts";
import { describeHostileScripts } from "./hostile/describe-hostile-scripts.ts";
import { hostileScripts } from "./hostile/index.ts";

describeHostileScripts(
  "process",
  createProcessSandbox({ watchdogMs: 50, childCount: 2 }),
  hostileScripts,
);
