import {
  hashText,
  MediationError,
  type MediationEvent,
  type MediationEventOf,
} from "../../sdk/index.ts";
import type { RecordedEvaluation } from "./record-evaluations.ts";

export type TracedCall = MediationEventOf<"logic.finished">;

/** Every evaluation that a trace tells of; people number them from 1. */
export function listTracedCalls(events: readonly MediationEvent[]): readonly TracedCall[] {
  return events.filter((event) => event.type === "logic.finished");
}

/** @throws MediationError ERR_TRACE_NO_MATCH */
export function findTracedCall(events: readonly MediationEvent[], number: number): TracedCall {
  const calls = listTracedCalls(events);
  const call = calls[number - 1];
  if (call !== undefined) return call;
  const message = `The trace has no call ${number}: it has ${calls.length}.`;
  throw new MediationError("ERR_TRACE_NO_MATCH", message, {
    hint:
      calls.length === 0
        ? "No script ran to its end in it."
        : `Choose one from 1 to ${calls.length}; without a number, all are listed.`,
  });
}

/**
 * The evaluation that an event tells of. Of several that are alike in all that the trace has of them, the order
 * decides: they differ in their luck and time of day at most.
 */
export function findRecorded(
  call: TracedCall,
  calls: readonly TracedCall[],
  recorded: readonly RecordedEvaluation[],
): RecordedEvaluation | undefined {
  const key = keyOfCall(call);
  const alike = calls.slice(0, calls.indexOf(call)).filter((each) => keyOfCall(each) === key);
  return recorded.filter((each) => keyOfRecorded(each) === key)[alike.length];
}

function keyOfCall(call: TracedCall): string {
  const { script, outcome, spentMs, argumentsHash, resultHash } = call;
  return JSON.stringify([script, call.function, outcome, spentMs, argumentsHash, resultHash]);
}

function keyOfRecorded({ evaluation, result }: RecordedEvaluation): string {
  const { scriptName, functionName, calls } = evaluation;
  const { kind } = result.outcome;
  const hashes = [hashText(JSON.stringify(calls)), hashResult(result)];
  return JSON.stringify([scriptName, functionName, kind, result.spentMs, ...hashes]);
}

/** As the trace has it; undefined for a script that gave no result. */
export function hashResult({ outcome }: RecordedEvaluation["result"]): string | undefined {
  if (outcome.kind !== "returned") return undefined;
  const values = outcome.values.map((each) => (each.kind === "value" ? each.value : null));
  return hashText(JSON.stringify(values));
}
