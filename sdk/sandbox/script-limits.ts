import { MediationError } from "../foundation/errors.ts";

/** What one evaluation may take of the machine, whatever its virtual budget. */
export interface ScriptLimits {
  readonly memoryLimitMb: number;
  /** CPU time after which a script counts as endless. */
  readonly watchdogMs: number;
}

export interface ScriptLimitOptions {
  /** Android's default is 10; the engine keeps it approximately and knows nothing below 8. */
  readonly memoryLimitMb?: number;
  /** CPU time after which a script counts as endless, whatever its virtual budget. */
  readonly watchdogMs?: number;
}

/**
 * The engine takes a watchdog of 0 for none at all, and fails late and in other words below 8 MB.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function parseScriptLimits(options: ScriptLimitOptions): ScriptLimits {
  const { memoryLimitMb = 10, watchdogMs = 1000 } = options;
  refuseBelow(8, "memoryLimitMb", memoryLimitMb);
  refuseBelow(1, "watchdogMs", watchdogMs);
  return { memoryLimitMb, watchdogMs };
}

/** @throws MediationError ERR_CONFIG_INVALID */
export function refuseBelow(least: number, option: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `Invalid options for the sandbox: ${option} is ${value}, and must be a whole number from ${least}.`,
    { hint: "Leave the option out to have the default." },
  );
}

export function createDisposedError(scriptName: string): MediationError {
  return new MediationError(
    "ERR_SANDBOX_DISPOSED",
    `Cannot run "${scriptName}": the sandbox has been disposed.`,
    { hint: "Create a new sandbox, or dispose of this one later." },
  );
}
