import { hashText } from "../foundation/hash-text.ts";
import type { JsonValue } from "../foundation/json.ts";
import type { ReturnedValue, ScriptGlobal, ScriptResult } from "../foundation/script-sandbox.ts";
import { describeArguments } from "./describe-arguments.ts";
import { describeFailure, type ScriptFailure } from "./describe-failure.ts";
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

export interface LogicResult extends ScriptResult {
  /** Why the script gave no result; undefined for one that did. */
  readonly failure: ScriptFailure | undefined;
}

/**
 * Evaluates a script within `stage`, charges the flow what the script took in virtual time, and tells the
 * trace. Rejects only when the stage is over: a script that outlasts it never comes back as a result.
 */
export async function runLogic(
  call: DeviceCall,
  run: LogicRun,
  stage: Stage,
): Promise<LogicResult> {
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
  const failure = describeFailure({ ...run, calls }, result);
  const { spentMs, activity } = describeCost(running, { ...result, failure });
  try {
    stage.signal.throwIfAborted(); // where scripts take real time, it may be over by now
    if (spentMs > 0) await stage.during(activity, () => clock.sleep(spentMs, stage.signal));
  } finally {
    tellTrace(call, { ...run, calls }, result);
  }
  return { ...result, failure };
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
function describeCost(running: string, { outcome, spentMs, failure }: LogicResult) {
  return outcome.kind === "timed-out"
    ? { spentMs: Number.POSITIVE_INFINITY, activity: `${running}. ${failure?.detail}` }
    : { spentMs, activity: `${running}, which takes ${spentMs} ms` };
}

function tellTrace(call: DeviceCall, run: LogicRun, result: ScriptResult): void {
  const { labels, emit, withBodies } = call;
  const { outcome, spentMs } = result;
  const end = describeEnd(result);
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
    ...describeSpending(result),
    argumentsHash: hashText(JSON.stringify(run.calls)),
    resultHash: values && hashText(JSON.stringify(values)),
    ...end,
    given: describeGiven(run, end.call),
    arguments: withBodies ? run.calls : undefined,
    result: withBodies ? values : undefined,
  });
}

/** In virtual time and, as to why it took more of the machine's, in words. */
function describeSpending({ spentMs, spentAtTopLevelMs, world }: ScriptResult) {
  return {
    spentAtTopLevelMs: spentMs > 0 ? spentAtTopLevelMs : undefined,
    freshBecause: world?.kind === "fresh" ? world.because : undefined,
  };
}

/** What failed can be understood even where nobody asked for bodies. */
function describeGiven({ calls }: LogicRun, call: number | undefined): string | undefined {
  const given = call === undefined ? undefined : calls[call];
  return given && describeArguments(given);
}

function describeEnd({ outcome }: ScriptResult) {
  if (outcome.kind === "returned") return { call: undefined };
  if (outcome.kind === "threw") {
    const { message, file, line, column, call } = outcome;
    return { message, file, line, column, call };
  }
  const call = outcome.kind === "timed-out" ? outcome.call : undefined;
  return { message: outcome.detail, call };
}

function toValue(returned: ReturnedValue): JsonValue {
  return returned.kind === "value" ? returned.value : null;
}
