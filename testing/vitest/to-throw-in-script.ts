import type { MediationEventOf } from "../../sdk/index.ts";
import { isCalled, tellCall, tellConsole } from "./call-facts.ts";
import { block, toAnswer, type MatcherAnswer } from "./matcher.ts";
import { toRun } from "./run-facts.ts";

/** Of a run any script, of a call the one that was called. */
export function toThrowInScript(received: unknown, text = ""): MatcherAnswer {
  const words = text === "" ? "" : ` with ${JSON.stringify(text)}`;
  if (!isCalled(received)) return throwInRun(received, text, `to throw${words}`);
  const { outcome, failure = "it returned", function: id } = received;
  return toAnswer({
    pass: outcome.kind === "threw" && outcome.message.includes(text),
    expected: [id, `to throw${words}`],
    lines: [`received: ${failure}`, ...tellCall(received), ...tellConsole(received)],
  });
}

function throwInRun(received: unknown, text: string, verb: string): MatcherAnswer {
  const { events } = toRun(received, "toThrowInScript");
  const ended = events.filter((event) => event.type === "logic.finished");
  const threw = ended.filter(({ outcome }) => outcome === "threw");
  return toAnswer({
    pass: threw.some(({ message = "" }) => message.includes(text)),
    expected: ["a script", verb],
    lines: block("scripts", ended.map(tellEnd)),
  });
}

function tellEnd(ended: MediationEventOf<"logic.finished">): string {
  const { script, outcome, message, file, line, column, given } = ended;
  const place = line === undefined ? "" : ` (${file ?? script}:${line}:${column ?? 1})`;
  const why = message === undefined ? "" : `: ${message}${place}`;
  const of = given === undefined ? "" : `, given ${given}`;
  return `${ended.function} of ${script} ${outcome}${why}${of}`;
}
