import { untilAborted, type LoadResult, type NetworkEnvironment } from "../../sdk/adapter-kit.ts";

export interface Turn {
  readonly outcome: LoadResult;
  readonly latencyMs: number;
  readonly delayMs: number;
  readonly clock: NetworkEnvironment["clock"];
  readonly signal: AbortSignal;
  readonly log: NetworkEnvironment["log"];
}

type Misbehave = (turn: Turn) => Promise<LoadResult>;

export async function answerProperly({ outcome, latencyMs, clock, signal }: Turn) {
  await clock.sleep(latencyMs, signal);
  return outcome;
}

/** Gives up when the walk does, as a slow network with good manners would. */
async function answerSlowly(turn: Turn) {
  return answerProperly({ ...turn, latencyMs: turn.latencyMs + turn.delayMs });
}

const hang = ({ signal }: Turn): Promise<never> =>
  untilAborted(signal, () => new Promise<never>(() => undefined));

async function throwInstead({ latencyMs, clock, signal }: Turn): Promise<never> {
  await clock.sleep(latencyMs, signal);
  throw new Error("it breaks, as its options say");
}

/** Turns a deaf ear to the signal: the answer comes although nobody waits any more. */
async function answerLate(turn: Turn) {
  await hang(turn).catch(() => undefined);
  await turn.clock.sleep(turn.delayMs);
  return turn.outcome;
}

/** What becomes of a callback that is called twice: a promise settles once, and the first answer stands. */
async function answerTwice({ outcome, latencyMs, clock, signal, log }: Turn) {
  await clock.sleep(latencyMs, signal);
  const answer = Promise.withResolvers<LoadResult>();
  answer.resolve(outcome);
  answer.resolve({ kind: "no-fill", reason: "has no ad, on second thoughts" });
  log("called back a second time; its first answer stands");
  return answer.promise;
}

/** Claims a fill that has neither an address nor a price that is a number. */
async function lie({ latencyMs, clock, signal }: Turn) {
  await clock.sleep(latencyMs, signal);
  const claim: unknown = { kind: "fill", renderUri: null, cpmUsd: "plenty" };
  return claim as LoadResult;
}

export const MISBEHAVIOURS = {
  slow: answerSlowly,
  hanging: hang,
  throwing: throwInstead,
  late: answerLate,
  "answering-twice": answerTwice,
  lying: lie,
} as const satisfies Readonly<Record<string, Misbehave>>;
