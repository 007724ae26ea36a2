import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { describeHostileScripts } from "./hostile/describe-hostile-scripts.ts";
import { hostileScripts } from "./hostile/index.ts";

for (const worlds of ["living", "fresh"] as const) {
  describeHostileScripts(
    `isolate, ${worlds} worlds`,
    createIsolateSandbox({ watchdogMs: 50, worlds }),
    hostileScripts.filter(({ canAbortHost = false }) => !canAbortHost),
  );
}
