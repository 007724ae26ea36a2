import { resolve } from "node:path";
import { MediationError, type ScriptSandbox } from "../sdk/index.ts";
import { loadTrace, readScriptFile, type ScriptFile } from "../simulator/index.ts";
import {
  hashResult,
  listTracedCalls,
  recallCall,
  repeatCall,
  type RecalledCall,
} from "../testing/index.ts";
import type { Shell } from "./commands/command.ts";
import { EXIT_FAILED } from "./exit-codes.ts";
import { isUsable } from "./render/render-called.ts";
import { renderRepeated } from "./render/render-repeated.ts";
import { renderTracedCalls } from "./render/render-traced-calls.ts";
import { withDebugger, type DebugPlace } from "./with-debugger.ts";
import { withProgress } from "./with-progress.ts";
import { withSandbox } from "./with-sandbox.ts";

interface TraceCall {
  readonly trace: string;
  readonly call?: number;
  /** In place of the script that the trace has. */
  readonly file: string | undefined;
  readonly name: string | undefined;
  readonly folder?: string;
  readonly inspect?: DebugPlace;
  readonly json?: true;
}

/** Has a call of a trace again, byte for byte, or has another script in its place. */
export async function callFromTrace(given: TraceCall, shell: Shell): Promise<void> {
  const { io } = shell;
  if (given.name !== undefined) throw knowsFunction(given.name);
  const events = await loadTrace(given.trace, { cwd: io.cwd });
  const { call: number } = given;
  if (number === undefined) {
    const calls = listTracedCalls(events);
    io.stdout(given.json ? toJson({ calls }) : renderTracedCalls(calls));
    return;
  }
  const { file } = given;
  const script = file === undefined ? undefined : await readScriptFile(file, { folder: io.cwd });
  const place = { name: given.trace, folder: resolve(io.cwd, given.folder ?? ".") };
  const recalled = await withSandbox((sandbox) =>
    withProgress(io, (onProgress) => recallCall(events, number, { ...place, sandbox, onProgress })),
  );
  await repeat({ ...given, script, recalled }, shell);
}

type Repetition = Pick<TraceCall, "inspect" | "json"> & {
  readonly recalled: RecalledCall;
  readonly script: ScriptFile | undefined;
};

async function repeat(
  { recalled, script, inspect, json }: Repetition,
  shell: Shell,
): Promise<void> {
  const { io, colours, exitWith } = shell;
  const run = (sandbox: ScriptSandbox) => repeatCall(recalled, sandbox, script);
  const now = await (inspect ? withDebugger(inspect, shell, run) : withSandbox(run));
  if (now === undefined) return;
  const { was, number, evaluation } = recalled;
  const isSame = hashResult(was) === hashResult(now) && was.failure === now.failure;
  const { nowMs, randomSeed, budgetMs } = evaluation;
  const repeated = { number, isSame, was, now, profile: recalled.profile };
  io.stdout(
    json ? toJson({ ...repeated, nowMs, randomSeed, budgetMs }) : renderRepeated(repeated, colours),
  );
  if (!isUsable(now)) exitWith(EXIT_FAILED);
}

function knowsFunction(name: string): MediationError {
  return new MediationError(
    "ERR_CLI_USAGE",
    `The trace knows the function: "${name}" is too much.`,
    {
      hint: "Choose a call by its number: --call 3",
    },
  );
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
