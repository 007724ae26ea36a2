import { DECISION_FUNCTIONS, type MediationEvent, type MediationEventOf } from "../../sdk/index.ts";
import type { Teller } from "../../simulator/index.ts";
import type {
  CallOutcomeKind,
  PageCall,
  PageConsoleLine,
  PageFailure,
  PageInvocation,
  PageScript,
  PageState,
} from "../page-data.ts";
import { placeOf, type IndexedEvent } from "./indexed-event.ts";
import { present } from "./present.ts";

type Called = MediationEventOf<"logic.finished">;

const OUTCOMES: { readonly [Kind in CallOutcomeKind]: PageState<Kind> } = {
  returned: { kind: "returned", word: "returned", tone: "good" },
  threw: { kind: "threw", word: "threw", tone: "bad" },
  "timed-out": { kind: "timed-out", word: "ran out of time", tone: "bad" },
  "out-of-memory": { kind: "out-of-memory", word: "ran out of memory", tone: "bad" },
  crashed: { kind: "crashed", word: "crashed", tone: "bad" },
};
/** What the device makes of a long evaluation takes many lines; the ledger has all of them. */
const maxConsequences = 50;

/** Every evaluation of a script, with what it was given and what the device made of it. */
export function describeCalls(
  indexed: readonly IndexedEvent[],
  scripts: readonly PageScript[],
  teller: Teller,
): readonly PageCall[] {
  const ofCalls = Map.groupBy(indexed, ({ event }) => placeOf(event).callId ?? "");
  const calls = indexed.filter((each): each is IndexedEvent<Called> => isCalled(each.event));
  const starts = startsWithin(ofCalls);
  return calls.map(({ event, index }, callNumber) => {
    const ofCall = ofCalls.get(event.callId) ?? [];
    const at = starts.get(index) ?? 0;
    const script = scripts.find(({ urls }) => urls.includes(event.script));
    return {
      callNumber,
      eventIndex: index,
      callId: event.callId,
      ...placeOf(event),
      ...describePlace(event, script),
      functionName: event.function,
      callCount: event.calls,
      invocations: describeInvocations(event),
      console: collectConsole(ofCall, at, event),
      startMs: event.atMs - event.spentMs,
      endMs: event.atMs,
      spentMs: event.spentMs,
      outcome: OUTCOMES[event.outcome],
      ...present({ failure: describeFailure(event) }),
      consequences: tellConsequences(ofCall, at, teller),
    };
  });
}

function isCalled(event: MediationEvent): event is Called {
  return event.type === "logic.finished";
}

/** Place of each event within its call to the device, by its index. */
function startsWithin(
  ofCalls: ReadonlyMap<string, readonly IndexedEvent[]>,
): ReadonlyMap<number, number> {
  return new Map(
    [...ofCalls.values()].flatMap((ofCall) =>
      ofCall.map(({ index }, place): [number, number] => [index, place]),
    ),
  );
}

function describePlace(event: Called, script: PageScript | undefined) {
  if (script === undefined) return { scriptUrl: event.script, scriptTitle: event.script };
  const { scriptId, title, functions } = script;
  const found = functions.find(({ name }) => name === event.function);
  return {
    scriptId,
    scriptUrl: event.script,
    scriptTitle: title,
    ...present({ startLine: found?.startLine, endLine: found?.endLine }),
  };
}

function describeInvocations(event: Called): readonly PageInvocation[] {
  if (!Array.isArray(event.arguments)) return [];
  const results = Array.isArray(event.result) ? event.result : [];
  return event.arguments.map((given: unknown, index): PageInvocation => {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    const names = nameParameters(event.function, values.length);
    return {
      arguments: values.map((value, at) => ({ name: names[at] ?? `argument ${at + 1}`, value })),
      ...(index < results.length && { result: results[index] }),
    };
  });
}

/** Of the versions of a function, the one with as many parameters; a prebuilt gets one more. */
function nameParameters(functionName: string, count: number): readonly string[] {
  const versions = DECISION_FUNCTIONS.filter((each) => each.functionName === functionName);
  const version = versions.find(({ parameters }) => parameters.length === count) ?? versions[0];
  return version === undefined ? [] : version.parameters.map(({ name }) => name);
}

/** They are told right before their evaluation ends. */
function collectConsole(
  ofCall: readonly IndexedEvent[],
  at: number,
  { script }: Called,
): readonly PageConsoleLine[] {
  const lines: PageConsoleLine[] = [];
  for (let place = at - 1; place >= 0; place -= 1) {
    const { event, index } = ofCall[place] ?? {};
    if (event?.type !== "console.printed" || event.script !== script || index === undefined) break;
    lines.unshift({ eventIndex: index, level: event.level, text: event.text });
  }
  return lines;
}

function describeFailure(event: Called): PageFailure | undefined {
  const { outcome, message, file, line, column, call, given } = event;
  if (outcome === "returned") return undefined;
  return {
    message: message ?? OUTCOMES[outcome].word,
    ...present({ file, line, column, invocation: call, given }),
  };
}

/** Until another script of the same call to the device has run. */
function tellConsequences(
  ofCall: readonly IndexedEvent[],
  at: number,
  teller: Teller,
): readonly string[] {
  const told: string[] = [];
  for (let place = at + 1; place < ofCall.length; place += 1) {
    const event = ofCall[place]?.event;
    if (event === undefined || isCalled(event) || event.type === "console.printed") break;
    const text = teller.tellEvent(event)?.text;
    if (text !== undefined) told.push(text);
    if (told.length === maxConsequences) break;
  }
  return told;
}
