import { getEventListeners } from "node:events";
import { isDeepStrictEqual } from "node:util";
import { Breach, show } from "./breach.ts";
import type { ContractCase, Subject } from "./contract-case.ts";
import { QUESTIONS, type Question } from "./questions.ts";
import { patienceMs, settleWithin, type Ending } from "./settle.ts";

/** How long after an abort still counts as soon. */
const soonMs = 10;

const whyAbort =
  "the walk has moved on, and what still runs for it costs battery and is thrown away";

/** What holds for everything that the SDK asks: four promises for each question. */
export const ANSWER_CASES: readonly ContractCase[] = QUESTIONS.flatMap((question) => {
  const { name: needs } = question;
  return [
    {
      name: `${needs} answers with a value that its contract knows`,
      needs,
      check: (subject: Subject) => checkAnswer(question, subject),
    },
    {
      name: `${needs} settles as soon as its signal aborts`,
      needs,
      check: (subject: Subject) => checkAbort(question, subject, 1),
    },
    {
      name: `${needs} settles at once when its signal has aborted before`,
      needs,
      check: (subject: Subject) => checkAbort(question, subject, 0),
    },
    {
      name: `${needs} lets go of its signal once it has answered`,
      needs,
      check: (subject: Subject) => checkListeners(question, subject),
    },
    {
      name: `${needs} does not change what it is asked`,
      needs,
      check: (subject: Subject) => checkRequest(question, subject),
    },
  ];
});

async function checkAnswer(question: Question, subject: Subject): Promise<void> {
  const { name, kinds } = question;
  const ending = await subject.inWorld(async (met) => {
    const { signal } = new AbortController();
    return await settleWithin(met.world.clock, patienceMs, () =>
      question.ask(met, subject, signal),
    );
  });
  if (ending.kind === "answered") return refuseAnswer(question, ending.answer);
  throw new Breach({
    did: `${name} ${tell(ending, patienceMs)}`,
    expected: kinds,
    why: "what a network is expected to say is a value; a network that needs a server gets one from serve (check-adapter: --answer)",
  });
}

function refuseAnswer({ name, kinds, answers }: Question, answer: unknown): void {
  const parsed = answers.safeParse(answer);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join(".") ?? "";
    throw new Breach({
      did: `${name} answered ${show(answer)}: ${at === "" ? "" : `${at}: `}${issue?.message}`,
      expected: kinds,
      why: "the SDK takes any other answer for a broken adapter: the node fails",
    });
  }
  const unread = keysOf(answer).filter((key) => !keysOf(parsed.data).includes(key));
  if (unread.length === 0) return;
  throw new Breach({
    did: `${name} answered with ${unread.join(", ")}, which nobody reads: ${show(answer)}`,
    expected: `only the members of ${kinds}`,
    why: "a misspelt member would be lost without a word",
  });
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [key]));
}

async function checkAbort(question: Question, subject: Subject, afterMs: number): Promise<void> {
  const reason = new Error("the walk moved on");
  const ending = await subject.inWorld(async (met) => {
    const { clock } = met.world;
    const walk = new AbortController();
    if (afterMs === 0) walk.abort(reason);
    else void clock.sleep(afterMs).then(() => walk.abort(reason));
    return await settleWithin(clock, afterMs + soonMs, () =>
      question.ask(met, subject, walk.signal),
    );
  });
  const isAnswer = ending.kind === "answered" && question.answers.safeParse(ending.answer).success;
  if (isAnswer || (ending.kind === "threw" && ending.error === reason)) return;
  const when = afterMs === 0 ? "before it was asked" : `${afterMs} ms after it was asked`;
  throw new Breach({
    did: `${question.name}, whose signal aborted ${when}, ${tell(ending, soonMs)}`,
    expected:
      "an answer, or a rejection with signal.reason: pass the signal to clock.sleep and http.send, or use untilAborted",
    why: whyAbort,
  });
}

function tell(ending: Ending, withinMs: number): string {
  if (ending.kind === "threw") return `threw ${show(ending.error)}`;
  if (ending.kind === "answered") return `answered ${show(ending.answer)}`;
  return `did not settle within ${withinMs} ms`;
}

async function checkListeners(question: Question, subject: Subject): Promise<void> {
  const walk = new AbortController();
  await subject.inWorld((met) =>
    settleWithin(met.world.clock, patienceMs, () => question.ask(met, subject, walk.signal)),
  );
  const { length } = getEventListeners(walk.signal, "abort");
  if (length === 0) return;
  throw new Breach({
    did: `${question.name} left ${length} ${length === 1 ? "listener" : "listeners"} on its signal`,
    expected: "none after it has settled: signal.removeEventListener, or untilAborted",
    why: "a request's signal lives as long as the walk: each node would add to what it keeps alive",
  });
}

async function checkRequest(question: Question, subject: Subject): Promise<void> {
  const before = subject.request;
  const own = { ...subject, request: subject.request };
  await subject.inWorld((met) =>
    settleWithin(met.world.clock, patienceMs, () =>
      question.ask(met, own, new AbortController().signal),
    ),
  );
  if (isDeepStrictEqual(own.request, before)) return;
  throw new Breach({
    did: `${question.name} changed what it was asked, from ${show(before)} to ${show(own.request)}`,
    expected: "requests are read only: copy what you want to change",
    why: "the walk asks the next network with the same slot",
  });
}
