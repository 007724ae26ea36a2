import { hashText } from "../foundation/hash-text.ts";
import type { JsonValue } from "../foundation/json.ts";
import type { ReturnedValue, ScriptGlobal, ScriptResult } from "../foundation/script-sandbox.ts";
import type { DeviceCall } from "./device-call.ts";
import type { Logic } from "./logic-source.ts";
import { SERVICE_STATUS, ServiceFailure } from "./service-failure.ts";
import type { Stage } from "./stage.ts";

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
 * Evaluates a script within `stage`, charges the flow what the script took in virtual time, and tells the
 * trace. Rejects only when the stage is over: a script that outlasts it never comes back as a result.
 */
export async function runLogic(
  call: DeviceCall,
  run: LogicRun,
  stage: Stage,
): Promise<ScriptResult> {
  requireSandbox(call, run);
  const { clock, random, sandbox } = call.environment;
  const { logic, functionName } = run;
  const calls = run.calls.map((given) => [...given, ...logic.lastArguments]);
  const label = `${call.luck} ${functionName} ${run.luck ?? ""}`;
  const running = `running ${functionName} of ${logic.name}`;
  const result = await stage.during(running, () =>
    sandbox.evaluate({
      scriptName: logic.name,
      source: logic.source,
      functionName,
      calls,
      stopAtFailedStatus: run.stopAtFailedStatus ?? false,
      globals: run.globals ?? [],
      withoutConsole: !call.settings.scriptConsoleAvailable,
      nowMs: clock.nowMs(),
      randomSeed: random.fork(label).nextUint32(),
      budgetMs: stage.remainingMs(),
    }),
  );
  const { spentMs, activity } = describeCost(running, result);
  try {
    stage.signal.throwIfAborted(); // where scripts take real time, it may be over by now
    if (spentMs > 0) await stage.during(activity, () => clock.sleep(spentMs, stage.signal));
  } finally {
    tellTrace(call, { ...run, calls }, result);
  }
  return result;
}

/** Only selections have a status for it; elsewhere it is an internal error (spec: on-device 6.1). */
function requireSandbox({ api, conditions }: DeviceCall, { logic, functionName }: LogicRun): void {
  if (conditions.sandboxAvailable) return;
  const isSelection = api === "selectAds" || api === "selectAdsFromOutcomes";
  const { sandboxUnavailable, internalError } = SERVICE_STATUS;
  throw new ServiceFailure({
    status: isSelection ? sandboxUnavailable : internalError,
    message: "The JavaScript sandbox is not available.",
    rule: "sandbox-unavailable",
    detail: `the device cannot run scripts: ${functionName} of ${logic.name} did not run`,
  });
}

/** What a script costs its stage; one that ran out of time costs all that is left, and it is the stage that says so. */
function describeCost(running: string, { outcome, spentMs }: ScriptResult) {
  return outcome.kind === "timed-out"
    ? { spentMs: Number.POSITIVE_INFINITY, activity: `${running}. ${withoutStop(outcome.detail)}` }
    : { spentMs, activity: `${running}, which takes ${spentMs} ms` };
}

export interface ScriptFailure {
  /** As the service words it: V8's own message. */
  readonly message: string;
  /** For people: with the place in the script, or its limit. */
  readonly detail: string;
}

/** Why a script gave no result; undefined for one that did. */
export function findScriptFailure(
  { name }: Logic,
  { outcome }: ScriptResult,
): ScriptFailure | undefined {
  if (outcome.kind === "returned") return undefined;
  const engine = "Failure running JS in JavaScriptSandbox:";
  if (outcome.kind === "threw") {
    const detail = `${outcome.message} (${describePosition(name, outcome)})`;
    return { message: `${engine} Uncaught ${outcome.message}`, detail };
  }
  return {
    message: `${engine} ${outcome.detail}`,
    detail: `${withoutStop(outcome.detail)} (${name})`,
  };
}

/** A sentence that others go on from. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function describePosition(
  name: string,
  { line, column }: { readonly line?: number; readonly column?: number },
): string {
  return [name, line, column].filter((part) => part !== undefined).join(":");
}

function tellTrace(call: DeviceCall, run: LogicRun, result: ScriptResult): void {
  const { labels, emit, withBodies } = call;
  const { outcome, spentMs } = result;
  const script = run.logic.name;
  for (const line of result.console) emit({ type: "console.printed", ...labels, script, ...line });
  const values = outcome.kind === "returned" ? outcome.values.map(toValue) : undefined;
  emit({
    type: "logic.finished",
    ...labels,
    script,
    function: run.functionName,
    outcome: outcome.kind,
    calls: values?.length ?? run.calls.length,
    spentMs,
    argumentsHash: hashText(JSON.stringify(run.calls)),
    resultHash: values && hashText(JSON.stringify(values)),
    freshBecause: result.world?.kind === "fresh" ? result.world.because : undefined,
    ...describeEnd(result),
    arguments: withBodies ? run.calls : undefined,
    result: withBodies ? values : undefined,
  });
}

function describeEnd({ outcome }: ScriptResult) {
  if (outcome.kind === "returned") return {};
  if (outcome.kind !== "threw") return { message: outcome.detail };
  const { message, line, column } = outcome;
  return { message, line, column };
}

function toValue(returned: ReturnedValue): JsonValue {
  return returned.kind === "value" ? returned.value : null;
}
