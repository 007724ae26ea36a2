import type {
  ScriptEvaluation,
  ScriptResult,
  ScriptSandbox,
} from "../../foundation/script-sandbox.ts";
import { decideResult } from "../decide-result.ts";
import {
  createDisposedError,
  parseScriptLimits,
  type ScriptLimitOptions,
} from "../script-limits.ts";
import { toScriptRun } from "../script-run.ts";
import { createSourceMaps } from "../source-map.ts";
import { startDebugProcess } from "./debug-process.ts";
import type { DebugAddress } from "./debug-server.ts";

export interface DebugSandboxOptions extends Omit<ScriptLimitOptions, "worlds"> {
  /** 127.0.0.1 by default. Whoever can connect can run scripts here. */
  readonly host?: string;
  /** 9229 by default, where debuggers look for Node; 0 is a free one. */
  readonly port?: number;
  /** What the debugger calls a script: the address of its file, where there is one, is what editors know. */
  readonly addressOf?: (scriptName: string) => string;
}

export interface DebugSandbox extends ScriptSandbox {
  readonly address: DebugAddress;
}

/** More than elsewhere: debuggers keep things of theirs in the script's memory, and take their own time. */
const roomyLimits = { memoryLimitMb: 256, watchdogMs: 10_000 };

/**
 * Runs scripts where a debugger can look into them: Chrome DevTools, an editor, whatever speaks their protocol. The
 * first evaluation waits until one is there, and stops at the script's first statement. Time in which a script is
 * stopped costs it nothing. A debugger that goes away does not end a script.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_SERVER_PORT_IN_USE, ERR_SERVER_CANNOT_LISTEN
 */
export async function openDebugSandbox(options: DebugSandboxOptions = {}): Promise<DebugSandbox> {
  const { host = "127.0.0.1", port = 9229, addressOf = (name) => name } = options;
  const limits = parseScriptLimits({ ...roomyLimits, ...options, worlds: "fresh" });
  const maps = createSourceMaps();
  const process = await startDebugProcess({ ...limits, host, port });
  let line: Promise<unknown> = Promise.resolve();
  let isDisposed = false;

  const evaluate = async (evaluation: ScriptEvaluation): Promise<ScriptResult> => {
    if (isDisposed) throw createDisposedError(evaluation.scriptName);
    const named = { ...evaluation, scriptName: addressOf(evaluation.scriptName) };
    const run = toScriptRun(named, maps);
    // The debugger has a use for the map.
    const end = "kind" in run ? run : await process.run({ ...run, source: evaluation.source });
    if (isDisposed) throw createDisposedError(evaluation.scriptName);
    return decideResult(named, { ...limits, maps }, end);
  };

  return {
    address: process.address,
    evaluate(evaluation) {
      const turn = line.then(() => evaluate(evaluation));
      line = turn.catch(() => undefined);
      return turn;
    },
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      await process.close();
    },
  };
}
