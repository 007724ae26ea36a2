import type { Network, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import { MISBEHAVIOURS } from "./misbehaviours.ts";
import type { QuestionName, UnreliableOptions } from "./options.ts";

type Origin = Parameters<NetworkEnvironment["log"]>[1];

/** One question that may go wrong. */
interface Question<Answer> {
  readonly name: QuestionName;
  /** What its luck hangs on: asked again in between, it does the same. */
  readonly luck: string;
  readonly origin?: Origin;
  readonly signal: AbortSignal;
  /** The proper answer. */
  readonly ask: (signal: AbortSignal) => Promise<Answer>;
}

export type Spoil = <Answer>(question: Question<Answer>) => Promise<Answer>;

/** Answers that break the contract of each question, as far as an answer can. */
const LIES: Readonly<Record<QuestionName, unknown>> = {
  load: { kind: "fill", renderUri: null, cpmUsd: "plenty" },
  bid: { kind: "bid", cpmUsd: "plenty" },
  signals: { kind: "signals", signals: "plenty" },
  initialize: { kind: "quite ready" },
  show: { kind: "shown", paidCpmUsd: "plenty" },
};

/** Breaks the network's word at the question, and as often, as its options say. */
export function createSpoil(
  { behaviour, when, chance, latencyMs, delayMs, expiresInMs }: UnreliableOptions,
  { clock, random, log }: NetworkEnvironment,
): Spoil {
  return async ({ name, luck, origin, signal, ask }) => {
    if (name !== when || random.fork(`misbehaviour ${luck}`).next() >= chance) return ask(signal);
    if (behaviour === "expired") return expireSoon(await ask(signal), expiresInMs);
    if (behaviour === "no-show") return refuseToShow() as never;
    const tell = (message: string): void => log(message, origin);
    const lie = LIES[name];
    return MISBEHAVIOURS[behaviour]({ ask, lie, latencyMs, delayMs, clock, signal, log: tell });
  };
}

/** What is no fill has nothing that could expire. */
function expireSoon<Answer>(answer: Answer, expiresInMs: number): Answer {
  const isFill = typeof answer === "object" && answer !== null && "renderUri" in answer;
  return isFill ? { ...answer, expiresInMs } : answer;
}

function refuseToShow(): Awaited<ReturnType<NonNullable<Network["show"]>>> {
  return { kind: "not-shown", reason: "it cannot show its ad, as its options say" };
}
