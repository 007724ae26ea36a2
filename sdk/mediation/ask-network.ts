import { z } from "zod";
import type { NetworkError } from "../adapter/network-adapter.ts";
import { runWithin } from "../foundation/deadline.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { nodeFacts, type NodeTurn } from "./node-turn.ts";
import type { Ending, Loss } from "./tell-ending.ts";

interface AnyAnswer {
  readonly kind: string;
}

/** One question to a network. */
export interface Question<Answer extends AnyAnswer> {
  readonly timeoutMs: number;
  /** How an answer that does not come in time is put down. */
  readonly overdue: Loss;
  /** What its contract lets it answer. */
  readonly schema: z.ZodType<Answer>;
  readonly ask: (signal: AbortSignal) => unknown;
}

type Reply<Answer> =
  | { readonly kind: "answered"; readonly answer: Exclude<Answer, NetworkError> }
  | Ending;

/**
 * Asks a network once and takes its first answer. An adapter is foreign code: whatever it throws, withholds or
 * makes up becomes a value here. An answer that comes too late is told of, and changes nothing.
 */
export async function askNetwork<Answer extends AnyAnswer>(
  request: MediationRequest,
  turn: NodeTurn,
  question: Question<Answer>,
): Promise<Reply<Answer>> {
  const { clock } = request.environment;
  const { timeoutMs, overdue, ask } = question;
  const endsAtMs = clock.elapsedMs() + timeoutMs;
  let asked: Promise<unknown> | undefined;
  try {
    const answered = await runWithin(clock, { timeoutMs }, ({ signal }) => {
      asked = (async () => ask(signal))();
      return asked;
    });
    if (answered.kind === "finished") return readReply(question, answered.value);
    asked?.then((late) => tellLate(request, turn, { late, endsAtMs, question })).catch(() => null);
    return { kind: "timed-out", ...overdue };
  } catch (error) {
    const code = error instanceof MediationError ? error.code : "ERR_ADAPTER_FAILED";
    const detail = `adapter "${turn.node.adapter}" threw: ${messageOf(error)}`;
    return { kind: "failed", code, rule: "adapter-failed", detail };
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
  const answer: AnyAnswer = checked.data;
  if (isError(answer)) {
    const { code, message } = answer.error;
    return { kind: "failed", code, rule: "adapter-failed", detail: message };
  }
  return { kind: "answered", answer: answer as Exclude<Answer, NetworkError> };
}

function isError(answer: AnyAnswer): answer is NetworkError {
  return answer.kind === "error";
}

interface LateAnswer {
  readonly late: unknown;
  readonly endsAtMs: number;
  readonly question: Question<AnyAnswer>;
}

/** Only what its contract allows counts as an answer: giving up when it is told to is what a network should do. */
function tellLate(
  request: MediationRequest,
  turn: NodeTurn,
  { late, endsAtMs, question }: LateAnswer,
): void {
  const reply = readReply(question, late);
  if (reply.kind !== "answered") return;
  const { answer } = reply;
  request.emit({
    type: "node.answered-late",
    ...nodeFacts(request, turn),
    answer: answer.kind,
    ...("cpmUsd" in answer && typeof answer.cpmUsd === "number" && { cpmUsd: answer.cpmUsd }),
    lateMs: request.environment.clock.elapsedMs() - endsAtMs,
  });
}
