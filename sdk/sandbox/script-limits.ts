import { MediationError } from "../foundation/errors.ts";

/** Lines beyond are counted, not kept. */
export const mostConsoleLines = 100;
/** In characters; the last one kept is an ellipsis. */
export const mostConsoleLineLength = 1000;
/** Of the JSON of all calls together. Android takes 20 MiB from a script and no more (spec: script-environment 2.2). */
export const mostResultLength = 20 * 2 ** 20;
/** Of the JSON of all arguments together: the scripts' memory would not hold much more than that. */
export const mostArgumentsLength = 8 * 2 ** 20;
/** Levels of arrays and objects in each other, in arguments and results; deeper ones exhaust the stack of whoever reads them. */
export const mostNesting = 2000;

/** What an evaluation has, unless a sandbox was made with other limits. */
export const SCRIPT_LIMITS = {
  memoryMb: 10,
  cpuMs: 1000,
  argumentsBytes: mostArgumentsLength,
  resultBytes: mostResultLength,
  consoleLines: mostConsoleLines,
} as const;

/** What one evaluation may take of the machine, whatever its virtual budget. */
export interface ScriptLimits {
  readonly worlds: "fresh" | "living";
  readonly memoryLimitMb: number;
  /** CPU time after which a script counts as endless. */
  readonly watchdogMs: number;
}

export interface ScriptLimitOptions {
  /**
   * "living", the default, lets scripts that cannot tell the difference share a world that cannot remember; it
   * is many times as fast. "fresh" gives each evaluation a world of its own. Results are the same.
   */
  readonly worlds?: "fresh" | "living";
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
  const { worlds = "living" } = options;
  const { memoryLimitMb = SCRIPT_LIMITS.memoryMb, watchdogMs = SCRIPT_LIMITS.cpuMs } = options;
  refuseBelow(8, "memoryLimitMb", memoryLimitMb);
  refuseBelow(1, "watchdogMs", watchdogMs);
  return { worlds, memoryLimitMb, watchdogMs };
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
