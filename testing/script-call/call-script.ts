import {
  DECISION_FUNCTIONS,
  describeFailure,
  readDecision,
  resolveProfile,
  type Decision,
  type DecisionFunction,
  type DecisionFunctionId,
  type JsonValue,
  type Profile,
  type ScriptResult,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { budgetOf, globalsOf } from "./function-limits.ts";
import { nameArguments, type Given } from "./name-arguments.ts";

export interface ScriptText {
  /** What messages call it: its file, as the user named it. */
  readonly name: string;
  readonly source: string;
}

/** One function of a script, called without an auction around it. */
export interface ScriptCall {
  readonly script: ScriptText;
  readonly function: DecisionFunctionId;
  /** One for each call, in order, all in one world; one call with samples only, if there is none. */
  readonly calls?: readonly Given[];
  /** `android-all-on` by default. */
  readonly profile?: Profile;
  /** What `Date` reads first; the same instant by default as in a scenario without one. */
  readonly nowMs?: number;
  /** 1 by default. */
  readonly seed?: number;
  /** In virtual time; what the profile gives the function by default. */
  readonly budgetMs?: number;
}

export interface CalledScript extends ScriptResult {
  readonly script: ScriptText;
  readonly function: DecisionFunctionId;
  /** Of each call, in order. */
  readonly arguments: readonly (readonly JsonValue[])[];
  /** What the device makes of each result; empty if the script gave none. */
  readonly decisions: readonly Decision[];
  /** Why there is no result, for people: with place and arguments. */
  readonly failure: string | undefined;
}

type ResolvedCall = Pick<ScriptCall, "script" | "function"> & { readonly profile: Profile };

const defaultNowMs = Date.UTC(2024, 0, 1);

/**
 * Calls a function of a script as the device would, and reads what it returned as the device does.
 *
 * @throws MediationError ERR_CONFIG_INVALID for an argument that the function does not have
 */
export async function callScript(call: ScriptCall, sandbox: ScriptSandbox): Promise<CalledScript> {
  const of: DecisionFunction & { readonly id: DecisionFunctionId } = functionOf(call.function);
  const profile = call.profile ?? resolveProfile("android-all-on");
  const given = (call.calls ?? [{}]).map((each) => nameArguments(of, each));
  const evaluate = (calls: readonly (readonly JsonValue[])[]): Promise<ScriptResult> =>
    sandbox.evaluate({
      scriptName: call.script.name,
      source: call.script.source,
      functionName: of.functionName,
      calls,
      stopAtFailedStatus: of.id === "generateBid" || of.id === "scoreAd",
      globals: globalsOf(of, profile),
      withoutConsole: !profile.settings.scriptConsoleAvailable,
      nowMs: call.nowMs ?? defaultNowMs,
      randomSeed: call.seed ?? 1,
      budgetMs: call.budgetMs ?? budgetOf(of.id, profile),
    });
  const first = await evaluate(given);
  if (!hasOldShape(of, first)) return toCalledScript({ ...call, profile }, given, first);
  // Android runs a script of seven parameters that threw again, with an empty object last (spec: on-device 1.3).
  const withSeventh = given.map((each) => [...each, {}]);
  return toCalledScript({ ...call, profile }, withSeventh, await evaluate(withSeventh));
}

function functionOf(id: DecisionFunctionId) {
  const found = DECISION_FUNCTIONS.find((each) => each.id === id);
  if (found === undefined) throw new TypeError(`no decision function "${id}"`);
  return found;
}

function hasOldShape({ id }: DecisionFunction, { outcome, functionLength }: ScriptResult): boolean {
  return id === "generateBid" && outcome.kind === "threw" && functionLength === 7;
}

/** What an evaluation comes to for whoever asked for it. */
export function toCalledScript(
  { script, function: id, profile }: ResolvedCall,
  calls: readonly (readonly JsonValue[])[],
  result: ScriptResult,
): CalledScript {
  const { outcome } = result;
  const values = outcome.kind === "returned" ? outcome.values : [];
  return {
    ...result,
    script,
    function: id,
    arguments: calls,
    decisions: values.map((value) => readDecision(id, value, profile.settings)),
    failure: describeFailure(
      { logic: script, functionName: functionOf(id).functionName, calls },
      result,
    )?.detail,
  };
}
