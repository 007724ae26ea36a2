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
  | ({ readonly kind: "unfilled" } & Loss)
  | ({ readonly kind: "timed-out" } & Loss)
  | ({ readonly kind: "failed"; readonly code: string } & Loss);

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
      request.emit({ type: "node.unfilled", ...facts, rule, detail });
      return;
    case "timed-out":
      request.emit({ type: "node.timed-out", ...facts, rule, detail });
      return;
    case "failed":
      request.emit({ type: "node.failed", ...facts, code: ending.code, rule, detail });
  }
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
