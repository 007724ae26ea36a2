import { createCoverageSandbox } from "../../../../sdk/sandbox/coverage/coverage-sandbox.ts";
import { describeScriptSandboxContract } from "../../../contract/script-sandbox.contract.ts";
import { describeHostileScripts } from "../hostile/describe-hostile-scripts.ts";
import { hostileScripts } from "../hostile/index.ts";

describeScriptSandboxContract("coverage", (limits) =>
  createCoverageSandbox({ childCount: 1, ...limits }),
);

describeHostileScripts(
  "coverage",
  createCoverageSandbox({ watchdogMs: 50, childCount: 2 }),
  hostileScripts,
);
