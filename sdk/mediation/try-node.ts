import { LoadResultSchema } from "../adapter/load-result.ts";
import type { LoadRequest, NetworkFill, NetworkNoFill } from "../adapter/network-adapter.ts";
import { askNetwork } from "./ask-network.ts";
import { checkAnswer } from "./check-answer.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { releaseFill } from "./network/release-fill.ts";
import { floorOf } from "./node-floor.ts";
import { nodeFacts, type ConnectedTurn } from "./node-turn.ts";
import { tellEnding, tellLate } from "./tell-ending.ts";
import { keepLateFill, takeLateFill } from "./use-late-fills.ts";

/**
 * Asks one network for its ad and tells how it went; a network that has bid is asked for what it bid with. One whose
 * ad was kept from an earlier request is not asked.
 */
export async function tryNode(
  request: MediationRequest,
  turn: ConnectedTurn,
): Promise<NetworkFill | undefined> {
  const kept = takeLateFill(request, turn);
  if (kept !== undefined) {
    tellFilled(request, turn, { fill: kept, latencyMs: 0, isFromCache: true });
    return kept;
  }
  const { clock } = request.environment;
  const { node, network } = turn;
  const startedAtMs = clock.elapsedMs();
  const leftMs = request.endsAtMs - startedAtMs;
  const nodeTimeoutMs = node.timeoutMs ?? request.options.nodeTimeoutMs;
  const timeoutMs = Math.min(nodeTimeoutMs, leftMs);
  const budget = leftMs < nodeTimeoutMs ? "request" : "node";
  const facts = nodeFacts(request, turn);
  request.emit({ type: "node.started", ...facts, adapter: node.adapter, timeoutMs, budget });
  const load = toLoadRequest(request, turn, timeoutMs);
  const reply = await askNetwork(clock, {
    adapterId: node.adapter,
    timeoutMs,
    overdue: {
      rule: "node-timed-out",
      detail: `${node.networkId} did not answer within ${timeoutMs} ms`,
    },
    schema: LoadResultSchema,
    ask: (signal) => network.load(load, signal),
    hearLate: (answer, lateMs) => hearLate(request, turn, { answer, lateMs }),
  });
  const latencyMs = clock.elapsedMs() - startedAtMs;
  const ending = reply.kind === "answered" ? checkAnswer(request, turn, reply.answer) : reply;
  if (ending.kind !== "fill") {
    tellEnding(request, turn, { ending, latencyMs });
    if (ending.kind === "unfilled" && ending.ad) releaseFill(request, turn, ending.ad);
    return undefined;
  }
  tellFilled(request, turn, { fill: ending, latencyMs });
  return ending;
}

interface Late {
  readonly answer: NetworkFill | NetworkNoFill;
  readonly lateMs: number;
}

function hearLate(request: MediationRequest, turn: ConnectedTurn, { answer, lateMs }: Late): void {
  const isKept = keepLateFill(request, turn, answer);
  tellLate(request, turn, { answer, lateMs, isKept });
  if (answer.kind === "fill" && !isKept) releaseFill(request, turn, answer);
}

interface Filled {
  readonly fill: NetworkFill;
  readonly latencyMs: number;
  readonly isFromCache?: true;
}

function tellFilled(
  request: MediationRequest,
  turn: ConnectedTurn,
  { fill, latencyMs, ...source }: Filled,
): void {
  const { renderUri, cpmUsd, adSelectionId } = fill;
  const ad = { renderUri, cpmUsd, adSelectionId };
  request.emit({ type: "node.filled", ...nodeFacts(request, turn), latencyMs, ...ad, ...source });
}

function toLoadRequest(
  { requestId, slot }: MediationRequest,
  turn: ConnectedTurn,
  timeoutMs: number,
): LoadRequest {
  const { nodeId, ecpmUsd } = turn.node;
  const origin = { requestId, nodeId };
  const floorCpmUsd = floorOf(turn);
  const bid = turn.bid && { bid: turn.bid };
  return { requestId, nodeId, slot, ecpmUsd, floorCpmUsd, timeoutMs, origin, ...bid };
}
