import type { NetworkFill } from "../adapter/network-adapter.ts";
import type { LossRule } from "../model/loss-rules.ts";
import { checkTime, type SkippedNode } from "./check-node.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { nodeFacts, type NodeTurn } from "./node-turn.ts";

export interface Loss {
  readonly rule: LossRule;
  readonly detail: string;
}

/** How a network that was asked came to no ad. */
export type Ending =
  | ({
      readonly kind: "unfilled";
      /** The one that does not count. */
      readonly ad?: NetworkFill;
    } & Loss)
  | ({ readonly kind: "timed-out" } & Loss)
  | ({
      readonly kind: "failed";
      readonly code: string;
      readonly hint?: string | undefined;
    } & Loss);

export function tellSkipped(
  request: MediationRequest,
  turn: NodeTurn,
  { rule, detail }: SkippedNode,
): void {
  request.emit({ type: "node.skipped", ...nodeFacts(request, turn), rule, detail });
}

/** Skips a node for which no time is left, and says whether it did. */
export function skipWithoutTime(request: MediationRequest, turn: NodeTurn): boolean {
  const outOfTime = checkTime(request);
  if (outOfTime !== undefined) tellSkipped(request, turn, outOfTime);
  return outOfTime !== undefined;
}

export function tellEnding(
  request: MediationRequest,
  turn: NodeTurn,
  { ending, latencyMs }: { readonly ending: Ending; readonly latencyMs: number },
): void {
  const { rule, detail } = ending;
  const facts = { ...nodeFacts(request, turn), latencyMs };
  switch (ending.kind) {
    case "unfilled":
      request.emit({ type: "node.unfilled", ...facts, rule, detail, ...describeAd(ending.ad) });
      return;
    case "timed-out":
      request.emit({ type: "node.timed-out", ...facts, rule, detail });
      return;
    case "failed": {
      const { code, hint } = ending;
      request.emit({ type: "node.failed", ...facts, code, rule, detail, ...(hint && { hint }) });
    }
  }
}

function describeAd(
  ad: NetworkFill | undefined,
): Partial<Pick<NetworkFill, "renderUri" | "cpmUsd">> {
  if (ad === undefined) return {};
  const { renderUri, cpmUsd } = ad;
  return { renderUri, ...(cpmUsd !== undefined && { cpmUsd }) };
}

interface LateAnswer {
  readonly answer: { readonly kind: string; readonly cpmUsd?: number | undefined };
  readonly lateMs: number;
  /** Whether the slot's next request may have it. */
  readonly isKept?: boolean;
}

/** An answer that came after its time. */
export function tellLate(
  request: MediationRequest,
  turn: NodeTurn,
  { answer, lateMs, isKept = false }: LateAnswer,
): void {
  const { kind, cpmUsd } = answer;
  request.emit({
    type: "node.answered-late",
    ...nodeFacts(request, turn),
    answer: kind,
    ...(cpmUsd !== undefined && { cpmUsd }),
    lateMs,
    ...(isKept && { isKept }),
  });
}

/** A node that had something to offer, and somebody else is better. */
export function tellOutbid(
  request: MediationRequest,
  turn: NodeTurn,
  { rule, detail }: Loss,
): void {
  request.emit({ type: "node.outbid", ...nodeFacts(request, turn), rule, detail });
}

/** Nodes that the walk never came to are told so. */
export function tellUnreached(
  request: MediationRequest,
  turns: readonly NodeTurn[],
  detail: string,
): void {
  for (const turn of turns) {
    const facts = nodeFacts(request, turn);
    request.emit({ type: "node.unreached", ...facts, rule: "not-reached", detail });
  }
}
