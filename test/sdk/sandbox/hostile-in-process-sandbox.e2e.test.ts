import { createProcessSandbox } from "../../../sdk/sandbox/process-sandbox.ts";
import { describeHostileScripts } from "./hostile/describe-hostile-scripts.ts";
import { hostileScripts } from "./hostile/index.ts";

for (const worlds of ["living", "fresh"] as const) {
  describeHostileScripts(
    `process, ${worlds} worlds`,
    createProcessSandbox({ watchdogMs: 50, childCount: 2, worlds }),
    hostileScripts,
  );
}
