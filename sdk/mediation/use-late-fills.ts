import type { NetworkFill, NetworkNoFill } from "../adapter/network-adapter.ts";
import { checkAnswer, findFillMiss } from "./check-answer.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { dropLateFill } from "./network/drop-late-fill.ts";
import type { LateFill } from "./network/late-fills.ts";
import type { ConnectedTurn } from "./node-turn.ts";
import type { Loss } from "./tell-ending.ts";

/**
 * Keeps an ad that came after its node's time for the slot's next request, and says whether it did. The ad of a bid
 * is not kept: it was this request's price, and the next one asks for another.
 */
export function keepLateFill(
  request: MediationRequest,
  turn: ConnectedTurn,
  answer: NetworkFill | NetworkNoFill,
): boolean {
  const { requestId, slot, environment, options } = request;
  if (options.lateAnswers !== "cache" || turn.bid !== undefined) return false;
  const { borrowedFloor: _ofThisRequest, ...own } = turn;
  const fill = checkAnswer(request, own, answer);
  if (fill.kind !== "fill") return false;
  const lifeMs = Math.min(options.adExpiryMs, fill.expiresInMs ?? Infinity);
  const arrivedAtMs = environment.clock.elapsedMs();
  const { slotId } = slot;
  const { nodeId } = turn.node;
  const late: LateFill = { slotId, nodeId, requestId, fill, arrivedAtMs, lifeMs };
  const notKept = turn.lateFills.keep(late);
  for (const each of notKept.filter((other) => other !== late)) {
    const detail = "a later ad of its network is kept in its place";
    dropLateFill(ownerOf(request, turn), each, { rule: "ad-let-go", detail });
  }
  return !notKept.includes(late);
}

/** The ad that the node's network had for an earlier request, too late, if it will still do; it is taken once. */
export function takeLateFill(
  request: MediationRequest,
  turn: ConnectedTurn,
): NetworkFill | undefined {
  if (turn.bid !== undefined) return undefined;
  const { requestId, slot, environment } = request;
  const late = turn.lateFills.take({ slotId: slot.slotId, nodeId: turn.node.nodeId });
  if (late === undefined) return undefined;
  const ageMs = environment.clock.elapsedMs() - late.arrivedAtMs;
  const loss = findExpiry(late, ageMs) ?? findFillMiss(request, turn, late.fill);
  if (loss === undefined) return { ...late.fill, expiresInMs: late.lifeMs - ageMs };
  dropLateFill(ownerOf(request, turn), { ...late, requestId }, loss);
  return undefined;
}

function ownerOf({ emit }: MediationRequest, { node, network }: ConnectedTurn) {
  return { networkId: node.networkId, network, emit };
}

function findExpiry({ requestId, lifeMs }: LateFill, ageMs: number): Loss | undefined {
  if (ageMs < lifeMs) return undefined;
  const detail = `came ${ageMs} ms ago, too late for ${requestId}, and may be kept for ${lifeMs} ms`;
  return { rule: "ad-expired", detail };
}
