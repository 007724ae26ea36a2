import type { Deadline } from "../foundation/deadline.ts";
import { hashText } from "../foundation/hash-text.ts";
import type { JsonValue } from "../foundation/json.ts";
import type {
  ReturnedValue,
  ScriptGlobal,
  ScriptResult,
} from "../foundation/script-sandbox.ts";
import type { DeviceCall } from "./device-call.ts";
import type { Logic } from "./logic-source.ts";

export interface LogicRun {
  readonly logic: Logic;
  readonly functionName: string;
  readonly calls: readonly (readonly JsonValue[])[];
  readonly stopAtFailedStatus?: boolean;
  readonly globals?: readonly ScriptGlobal[];
  /** Tells this evaluation's luck from that of others of the same script in the same call. */
  readonly luck?: string;
}

/**
 * Evaluates a script within `deadline`, charges the flow what the script took in virtual time, and tells the
 * trace. Rejects only when the deadline is over.
 */
export async function runLogic(
  call: DeviceCall,
  run: LogicRun,
  deadline: Deadline,
): Promise<ScriptResult> {
  const { clock, random, sandbox } = call.environment;
  const calls = run.calls.map((given) => [...given, ...run.logic.lastArguments]);
  const label = `${call.labels.callId} ${run.functionName} ${run.luck ?? ""}`;
  const result = await sandbox.evaluate({
    scriptName: run.logic.name,
    source: run.logic.source,
    functionName: run.functionName,
    calls,
    stopAtFailedStatus: run.stopAtFailedStatus ?? false,
    globals: run.globals ?? [],
    nowMs: clock.nowMs(),
    randomSeed: random.fork(label).nextUint32(),
    budgetMs: deadline.remainingMs(),
  });
  try {
    if (result.spentMs > 0) await clock.sleep(result.spentMs, deadline.signal);
  } finally {
    tellTrace(call, { ...run, calls }, result);
  }
  return result;
}

/** `TypeError: x is not a function (https://…/bidding-logic.js:4:9)`; undefined for a script that returned. */
export function describeScriptFailure({ name }: Logic, { outcome }: ScriptResult): string | undefined {
  switch (outcome.kind) {
    case "returned":
      return undefined;
    case "threw":
      return `${outcome.message} (${position(name, outcome)})`;
    case "timed-out":
    case "out-of-memory":
      return `${outcome.detail} (${name})`;
  }
}

/** What a script's value looks like in a sentence. */
export function describeReturned(returned: ReturnedValue | undefined): string {
  if (returned === undefined || returned.kind === "nothing") return "nothing";
  if (returned.kind === "promise") return "a promise, which nobody awaits";
  const text = JSON.stringify(returned.value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function position(name: string, { line, column }: { line?: number; column?: number }): string {
  return [name, line, column].filter((part) => part !== undefined).join(":");
}

function tellTrace(call: DeviceCall, run: LogicRun, result: ScriptResult): void {
  const { labels, emit, withBodies } = call;
  const { outcome, spentMs } = result;
  const script = run.logic.name;
  for (const line of result.console) emit({ type: "console.printed", ...labels, script, ...line });
  const values = outcome.kind === "returned" ? toValues(outcome.values) : undefined;
  const error = outcome.kind === "threw" ? outcome : undefined;
  emit({
    type: "logic.finished",
    ...labels,
    script,
    function: run.functionName,
    outcome: outcome.kind,
    calls: run.calls.length,
    spentMs,
    argumentsHash: hashText(JSON.stringify(run.calls)),
    resultHash: values && hashText(JSON.stringify(values)),
    message: error?.message,
    line: error?.line,
    column: error?.column,
    arguments: withBodies ? run.calls : undefined,
    result: withBodies ? values : undefined,
  });
}

function toValues(returned: readonly ReturnedValue[]): JsonValue[] {
  return returned.map((each) => (each.kind === "value" ? each.value : null));
}
