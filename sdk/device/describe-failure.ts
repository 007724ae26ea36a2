import type { JsonValue } from "../foundation/json.ts";
import type { ScriptError, ScriptResult } from "../foundation/script-sandbox.ts";
import { describeArguments } from "./describe-arguments.ts";
import type { Logic } from "./logic-source.ts";

export interface ScriptFailure {
  /** As the service words it: V8's own message. */
  readonly message: string;
  /** For people: with the place in the script, or its limit, and what it was given. */
  readonly detail: string;
}

interface FailedRun {
  readonly logic: Pick<Logic, "name">;
  readonly functionName: string;
  readonly calls: readonly (readonly JsonValue[])[];
}

/** Why a script gave no result; undefined if it gave one. */
export function describeFailure(
  run: FailedRun,
  { outcome }: ScriptResult,
): ScriptFailure | undefined {
  if (outcome.kind === "returned") return undefined;
  const engine = "Failure running JS in JavaScriptSandbox:";
  const { name } = run.logic;
  const given = "call" in outcome ? describeCall(run, outcome.call) : "";
  if (outcome.kind === "threw") {
    const detail = `${outcome.message} (${describePosition(name, outcome)})${given}`;
    return { message: `${engine} Uncaught ${outcome.message}`, detail };
  }
  const detail = withoutStop(outcome.detail);
  return {
    message: `${engine} ${outcome.detail}`,
    detail: outcome.kind === "timed-out" ? detail + given : `${detail} (${name})`,
  };
}

/** Which call it was, as far as there were several, and with what: as a rule the first argument tells. */
function describeCall({ functionName, calls }: FailedRun, index: number | undefined): string {
  const given = index === undefined ? undefined : calls[index];
  if (index === undefined || given === undefined) return "";
  const which = calls.length === 1 ? "" : ` call ${index + 1} of ${calls.length}:`;
  return `, in${which} ${functionName}(${describeArguments(given.slice(0, 1))}${given.length > 1 ? ", …" : ""})`;
}

/** A sentence that others go on from. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** In the author's own file, if the script says where that is. */
function describePosition(name: string, { file, line, column }: ScriptError): string {
  const place = [file ?? name, line, column].filter((part) => part !== undefined).join(":");
  return file === undefined || file === name ? place : `${name}, bundled from ${place}`;
}
