import type { MediationEvent } from "../../sdk/index.ts";
import type { Span } from "./collect-spans.ts";
import { nounOf } from "./name-span.ts";

/**
 * The time that each phase was given, for a place beside what it took: what was left over, or cut off, is to be
 * seen. An answer that came after its time runs on from where that ended.
 */
export function collectBudgets(events: readonly MediationEvent[]): readonly Span[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case "request.started":
        return [
          toBudget(event, "request", event.totalTimeoutMs),
          toBudget(event, "endpoint", event.endpointTimeoutMs),
        ];
      case "node.started":
      case "node-signals.requested":
      case "node-bid.requested":
        return toBudget(event, `${nounOf(event)} ${event.nodeId}`, event.timeoutMs);
      case "node.answered-late":
        return toLateAnswer(event);
      default:
        return [];
    }
  });
}

interface OfRequest {
  readonly atMs: number;
  readonly requestId: string;
  readonly nodeId?: string;
}

function toBudget({ atMs, requestId, nodeId }: OfRequest, of: string, budgetMs: number): Span {
  return {
    name: `budget ${budgetMs} ms, ${of}`,
    startMs: atMs,
    endMs: atMs + budgetMs,
    requestId,
    track: "budgets",
    facts: { requestId, ...(nodeId !== undefined && { nodeId }), budgetMs },
  };
}

function toLateAnswer(
  event: Extract<MediationEvent, { readonly type: "node.answered-late" }>,
): Span {
  const { atMs, requestId, nodeId, answer, lateMs, isKept } = event;
  return {
    name: `${lateMs} ms late, ${nounOf(event)} ${nodeId} ${answer}${isKept ? " kept" : ""}`,
    startMs: Math.max(0, atMs - lateMs),
    endMs: atMs,
    requestId,
    track: "budgets",
    facts: { requestId, nodeId, answer, lateMs },
  };
}
