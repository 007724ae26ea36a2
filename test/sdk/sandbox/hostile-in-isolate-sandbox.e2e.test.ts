import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { describeHostileScripts } from "./hostile/describe-hostile-scripts.ts";
import { hostileScripts } from "./hostile/index.ts";

// Fresh worlds are those of the process sandbox, which runs all of the scripts in both.
describeHostileScripts(
  "isolate",
  createIsolateSandbox({ watchdogMs: 50 }),
  hostileScripts.filter(({ canAbortHost = false }) => !canAbortHost),
);
