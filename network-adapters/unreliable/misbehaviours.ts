import { untilAborted, type NetworkEnvironment } from "../../sdk/adapter-kit.ts";

/** A question to the network, and all there is to answering it badly. */
export interface Turn<Answer> {
  /** The proper answer, in its own time. */
  readonly ask: (signal: AbortSignal) => Promise<Answer>;
  /** An answer that the question's contract forbids. */
  readonly lie: unknown;
  readonly latencyMs: number;
  readonly delayMs: number;
  readonly clock: NetworkEnvironment["clock"];
  readonly signal: AbortSignal;
  readonly log: (message: string) => void;
}

/** Gives up when the walk does, as a slow network with good manners would. */
async function answerSlowly<Answer>({ ask, delayMs, clock, signal }: Turn<Answer>) {
  const answer = await ask(signal);
  await clock.sleep(delayMs, signal);
  return answer;
}

function hang({ signal }: Pick<Turn<unknown>, "signal">): Promise<never> {
  return untilAborted(signal, () => new Promise<never>(() => undefined));
}

async function throwInstead({ latencyMs, clock, signal }: Turn<unknown>): Promise<never> {
  await clock.sleep(latencyMs, signal);
  throw new Error("it breaks, as its options say");
}

/** Turns a deaf ear to the signal: the answer comes although nobody waits any more. */
async function answerLate<Answer>({ ask, delayMs, clock, signal }: Turn<Answer>) {
  const asked = ask(new AbortController().signal);
  asked.catch(() => undefined); // whoever gets the answer gets the failure, later
  await hang({ signal }).catch(() => undefined);
  await clock.sleep(delayMs);
  return asked;
}

/** What becomes of a callback that is called twice: a promise settles once, and the first answer stands. */
async function answerTwice<Answer>({ ask, signal, log }: Turn<Answer>) {
  const answer = await ask(signal);
  log("called back a second time; its first answer stands");
  return answer;
}

/** Claims what it has not, in a form that nobody agreed on. */
async function lie<Answer>({ lie: claim, latencyMs, clock, signal }: Turn<Answer>) {
  await clock.sleep(latencyMs, signal);
  return claim as Answer;
}

/** What goes wrong whatever the question is. */
export const MISBEHAVIOURS = {
  slow: answerSlowly,
  hanging: hang,
  throwing: throwInstead,
  late: answerLate,
  "answering-twice": answerTwice,
  lying: lie,
} as const satisfies Readonly<Record<string, <Answer>(turn: Turn<Answer>) => Promise<Answer>>>;
