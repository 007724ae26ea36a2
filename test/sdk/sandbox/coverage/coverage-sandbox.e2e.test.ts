import { createCoverageSandbox } from "../../../../sdk/sandbox/coverage/coverage-sandbox.ts";
import { describeScriptSandboxContract } from "../../../contract/script-sandbox.contract.ts";
import { describeHostileScripts } from "../hostile/describe-hostile-scripts.ts";
import { hostileScripts } from "../hostile/index.ts";

describeScriptSandboxContract("coverage", (limits) =>
  createCoverageSandbox({ childCount: 1, ...limits }),
);

/** Counting waits for the engine, which has time then for what the script left behind, and that never ends. */
const backgroundLoop = "a compilation in the background that leads to a loop";

describeHostileScripts(
  "coverage",
  createCoverageSandbox({ watchdogMs: 50, childCount: 2 }),
  hostileScripts.map((script) => {
    if (script.name !== backgroundLoop) return script;
    const { returns: _, ...rest } = script;
    return { ...rest, endings: ["returned", "timed-out"] as const };
  }),
);
