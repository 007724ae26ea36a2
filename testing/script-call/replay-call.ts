import {
  DECISION_FUNCTIONS,
  MediationError,
  ProfileSchema,
  resolveProfile,
  type DecisionFunction,
  type DecisionFunctionId,
  type MediationEvent,
  type Profile,
  type ScriptEvaluation,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { replayTrace, type ReplayOptions } from "../../simulator/index.ts";
import { toCalledScript, type CalledScript, type ScriptText } from "./call-script.ts";
import { recordEvaluations } from "./record-evaluations.ts";
import { findRecorded, findTracedCall, listTracedCalls } from "./traced-calls.ts";

/** A call of a trace, with all that it takes to have it again. */
export interface RecalledCall {
  /** From 1, of all that the trace tells of. */
  readonly number: number;
  readonly evaluation: ScriptEvaluation;
  readonly function: DecisionFunctionId;
  readonly profile: Profile;
  /** How it ended in the trace. */
  readonly was: CalledScript;
}

interface RecallOptions extends Pick<ReplayOptions, "folder" | "name" | "onProgress"> {
  readonly sandbox: ScriptSandbox;
}

/**
 * Finds a call of a trace: has the run again, and keeps what the call was given, its luck and time of day included.
 * The trace may have hashes only: they are what tells it from others.
 *
 * @throws MediationError ERR_REPLAY_IMPOSSIBLE, ERR_SCENARIO_INVALID, ERR_TRACE_INVALID, ERR_TRACE_NO_MATCH
 */
export async function recallCall(
  events: readonly MediationEvent[],
  number: number,
  { sandbox, ...options }: RecallOptions,
): Promise<RecalledCall> {
  const traced = findTracedCall(events, number);
  const recording = recordEvaluations(sandbox);
  await replayTrace(events, { ...options, sandbox: recording });
  const found = findRecorded(traced, listTracedCalls(events), recording.recorded());
  if (found === undefined) throw notHadAgain(number, options.name);
  const { evaluation, result } = found;
  const of = { function: toFunctionId(evaluation), profile: profileOf(events) };
  const script = { name: evaluation.scriptName, source: evaluation.source };
  const was = toCalledScript({ ...of, script }, evaluation.calls, result);
  return { number, evaluation, ...of, was };
}

/** The same call again: same arguments, same luck, same time of day; of another script, if one is given. */
export async function repeatCall(
  { evaluation, function: id, profile, was }: RecalledCall,
  sandbox: ScriptSandbox,
  script: ScriptText = was.script,
): Promise<CalledScript> {
  const { name: scriptName, source } = script;
  const result = await sandbox.evaluate({ ...evaluation, scriptName, source });
  return toCalledScript({ script, function: id, profile }, evaluation.calls, result);
}

/** Versions of one function differ in how many arguments a device hands over. */
function toFunctionId({ functionName, calls: [call = []] }: ScriptEvaluation): DecisionFunctionId {
  const table: readonly (DecisionFunction & { readonly id: DecisionFunctionId })[] =
    DECISION_FUNCTIONS;
  const versions = table.filter((each) => each.functionName === functionName);
  const found = versions.find(({ parameters }) => parameters.length === call.length) ?? versions[0];
  if (found === undefined) throw new TypeError(`no decision function "${functionName}"`);
  return found.id;
}

function profileOf([started]: readonly MediationEvent[]): Profile {
  const choice = started?.type === "session.started" ? started.scenario["profile"] : undefined;
  return resolveProfile(ProfileSchema.parse(choice));
}

function notHadAgain(number: number, name = "trace"): MediationError {
  const message = `Cannot have call ${number} of "${name}" again: run again, no script ends as that call did.`;
  return new MediationError("ERR_REPLAY_IMPOSSIBLE", message, {
    hint: "A run that was live, or whose modules have changed, is another one; run its scenario again with --trace.",
  });
}
