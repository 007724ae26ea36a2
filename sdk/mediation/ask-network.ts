import { z } from "zod";
import type { NetworkError } from "../adapter/network-adapter.ts";
import { runWithin } from "../foundation/deadline.ts";
import type { Clock } from "../foundation/environment.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { Ending, Loss } from "./tell-ending.ts";

interface AnyAnswer {
  readonly kind: string;
}

/** An answer that is no error. */
export type Said<Answer> = Exclude<Answer, NetworkError>;

/** One question to a network. */
export interface Question<Answer extends AnyAnswer> {
  readonly adapterId: string;
  readonly timeoutMs: number;
  /** How an answer that does not come in time is put down. */
  readonly overdue: Loss;
  /** What its contract lets it answer. */
  readonly schema: z.ZodType<Answer>;
  readonly ask: (signal: AbortSignal) => unknown;
  /**
   * Is told of an answer that comes after its time, and by how much. Only what its contract allows counts as an
   * answer: giving up when it is told to is what a network should do.
   */
  readonly hearLate: (answer: Said<Answer>, lateMs: number) => void;
}

/** How a question ends that got no answer. */
export type Unanswered = Extract<Ending, { readonly kind: "timed-out" | "failed" }>;

type Reply<Answer> = { readonly kind: "answered"; readonly answer: Said<Answer> } | Unanswered;

/**
 * Asks a network once and takes its first answer. An adapter is foreign code: whatever it throws, withholds or
 * makes up becomes a value here.
 */
export async function askNetwork<Answer extends AnyAnswer>(
  clock: Clock,
  question: Question<Answer>,
): Promise<Reply<Answer>> {
  const { adapterId, timeoutMs, overdue, ask } = question;
  const endsAtMs = clock.elapsedMs() + timeoutMs;
  let asked: Promise<unknown> | undefined;
  try {
    const answered = await runWithin(clock, { timeoutMs }, ({ signal }) => {
      asked = (async () => ask(signal))();
      return asked;
    });
    if (answered.kind === "finished") return readReply(question, answered.value);
    asked
      ?.then((late) => hearLate(question, late, clock.elapsedMs() - endsAtMs))
      .catch(() => undefined);
    return { kind: "timed-out", ...overdue };
  } catch (error) {
    const { code = "ERR_ADAPTER_FAILED", hint } = error instanceof MediationError ? error : {};
    const detail = `adapter "${adapterId}" threw: ${messageOf(error)}`;
    return { kind: "failed", code, hint, rule: "adapter-failed", detail };
  }
}

function readReply<Answer extends AnyAnswer>(
  { schema }: Question<Answer>,
  value: unknown,
): Reply<Answer> {
  const checked = schema.safeParse(value);
  if (!checked.success) {
    const code = "ERR_ADAPTER_RESULT_INVALID";
    const detail = `the adapter's answer breaks its contract: ${z.prettifyError(checked.error)}`;
    return { kind: "failed", code, rule: "adapter-result-invalid", detail };
  }
  const answer: AnyAnswer = Object.freeze(checked.data); // others lost to a bid: its network gets it back as it was
  if (isError(answer)) {
    const { code, message, hint } = answer.error;
    return { kind: "failed", code, hint, rule: "adapter-failed", detail: message };
  }
  return { kind: "answered", answer: answer as Said<Answer> };
}

function isError(answer: AnyAnswer): answer is NetworkError {
  return answer.kind === "error";
}

function hearLate<Answer extends AnyAnswer>(
  question: Question<Answer>,
  late: unknown,
  lateMs: number,
): void {
  const reply = readReply(question, late);
  if (reply.kind === "answered") question.hearLate(reply.answer, lateMs);
}
