import { LoadResultSchema } from "../adapter/load-result.ts";
import type { LoadRequest, NetworkFill, NetworkNoFill } from "../adapter/network-adapter.ts";
import { askNetwork } from "./ask-network.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { findFloorMiss, floorOf } from "./node-floor.ts";
import { nodeFacts, type ConnectedTurn } from "./node-turn.ts";
import { tellEnding, type Ending } from "./tell-ending.ts";

/** Asks one network for its ad and tells how it went; a network that has bid is asked for what it bid with. */
export async function tryNode(
  request: MediationRequest,
  turn: ConnectedTurn,
): Promise<NetworkFill | undefined> {
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
  const reply = await askNetwork(request, turn, {
    timeoutMs,
    overdue: {
      rule: "node-timed-out",
      detail: `${node.networkId} did not answer within ${timeoutMs} ms`,
    },
    schema: LoadResultSchema,
    ask: (signal) => network.load(load, signal),
  });
  const latencyMs = clock.elapsedMs() - startedAtMs;
  const ending = reply.kind === "answered" ? checkAnswer(request, turn, reply.answer) : reply;
  if (ending.kind !== "fill") {
    tellEnding(request, turn, { ending, latencyMs });
    return undefined;
  }
  const { renderUri, cpmUsd, adSelectionId } = ending;
  request.emit({ type: "node.filled", ...facts, latencyMs, renderUri, cpmUsd, adSelectionId });
  return ending;
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

function checkAnswer(
  request: MediationRequest,
  turn: ConnectedTurn,
  answer: NetworkFill | NetworkNoFill,
): NetworkFill | Ending {
  if (answer.kind === "no-fill") {
    return { kind: "unfilled", rule: "network-no-fill", detail: answer.reason };
  }
  if (answer.renderUri === "") {
    return { kind: "unfilled", rule: "network-no-fill", detail: "its ad has no address" };
  }
  const { cpmUsd = turn.bid?.cpmUsd } = answer;
  const fill = { ...answer, ...(cpmUsd !== undefined && { cpmUsd }) };
  return findBrokenBid(fill, turn) ?? findMiss(request, turn, fill) ?? fill;
}

/** A fill that equals the floor passes; one without a price cannot be held against it. */
function findMiss(
  request: MediationRequest,
  turn: ConnectedTurn,
  { cpmUsd }: NetworkFill,
): Ending | undefined {
  const miss = findFloorMiss(request, turn, { said: "filled at", cpmUsd });
  return miss && { kind: "unfilled", ...miss };
}

/** Others lost to the bid, so the network has to stand by it. */
function findBrokenBid({ cpmUsd }: NetworkFill, { bid }: ConnectedTurn): Ending | undefined {
  if (cpmUsd === undefined || bid?.cpmUsd === undefined || cpmUsd >= bid.cpmUsd) return undefined;
  const detail = `filled at ${cpmUsd} USD CPM, after a bid of ${bid.cpmUsd}`;
  return { kind: "unfilled", rule: "fill-below-bid", detail };
}
