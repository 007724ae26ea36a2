import { MediationError } from "../foundation/errors.ts";
import type {
  ScriptEvaluation,
  ScriptResult,
  ScriptSandbox,
} from "../foundation/script-sandbox.ts";
import {
  createLivingIsolate,
  disposeIsolate,
  isWornOut,
  type LivingIsolate,
} from "./living-isolate.ts";
import { runEvaluation } from "./run-evaluation.ts";
import { runUnderWatchdog } from "./watchdog.ts";

export interface IsolateSandboxLimits {
  /** Android's default is 10; the engine keeps it approximately and knows nothing below 8. */
  readonly memoryLimitMb?: number;
  /** CPU time after which a script counts as endless, whatever its virtual budget. */
  readonly watchdogMs?: number;
}

/**
 * Runs scripts in this process, one after the other: each in a fresh context of one living isolate, so that
 * they share nothing. Only strings cross the wall. An isolate is no fortress, though: a script made for it can
 * hang or end the process (`Array(1e9).fill(0)`, an Error whose `message` getter never returns).
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createIsolateSandbox(limits: IsolateSandboxLimits = {}): ScriptSandbox {
  const { memoryLimitMb = 10, watchdogMs = 1000 } = limits;
  refuseBelow(8, "memoryLimitMb", memoryLimitMb);
  refuseBelow(1, "watchdogMs", watchdogMs);
  let living: LivingIsolate | undefined;
  let isDisposed = false;

  const retireIsolate = (): void => {
    if (living !== undefined) disposeIsolate(living);
    living = undefined;
  };

  const runOnce = (evaluation: ScriptEvaluation, wallLimitMs: number) => {
    living ??= createLivingIsolate(memoryLimitMb);
    const run = { memoryLimitMb, watchdogMs, wallLimitMs };
    const { result, killedAfterCpuMs, isIsolateClean } = runEvaluation(living, evaluation, run);
    if (!isIsolateClean || isWornOut(living)) retireIsolate();
    return { value: result, killedAfterCpuMs };
  };

  return {
    async evaluate(evaluation): Promise<ScriptResult> {
      if (isDisposed) {
        throw new MediationError(
          "ERR_SANDBOX_DISPOSED",
          `Cannot run "${evaluation.scriptName}": the sandbox has been disposed.`,
          { hint: "Create a new sandbox, or dispose of this one later." },
        );
      }
      return runUnderWatchdog(watchdogMs, (wallLimitMs) => runOnce(evaluation, wallLimitMs));
    },
    async dispose() {
      isDisposed = true;
      retireIsolate();
    },
  };
}

/** The engine takes a watchdog of 0 for none at all, and fails late and in other words below 8 MB. */
function refuseBelow(least: number, option: keyof IsolateSandboxLimits, value: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `Invalid options for the sandbox: ${option} is ${value}, and must be a whole number from ${least}.`,
    { hint: "Leave the option out to have the default." },
  );
}
