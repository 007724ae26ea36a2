import {
  BidResultSchema,
  SignalsResultSchema,
  type NetworkBid,
  type NetworkNoBid,
} from "../adapter/bidding.ts";
import type { JsonObject } from "../foundation/json.ts";
import { askNetwork } from "./ask-network.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { floorOf } from "./node-floor.ts";
import { nodeFacts, type ConnectedTurn } from "./node-turn.ts";
import { skipWithoutTime, tellEnding, tellLate, type Ending } from "./tell-ending.ts";

/** A node that has bid: its turn goes on with loading, if its bid is chosen. */
export interface Bidder extends ConnectedTurn {
  readonly bid: NetworkBid;
  readonly receivedAtMs: number;
  readonly latencyMs: number;
}

/** A node that may bid, with what its bidder goes by. */
export interface Signalled {
  readonly turn: ConnectedTurn;
  readonly signals: JsonObject | undefined;
}

/** Signals are what a network's bidder goes by: a network that has them, and fails to give them, does not bid. */
export async function askForSignals(
  request: MediationRequest,
  admitted: ConnectedTurn,
): Promise<Signalled | undefined> {
  const { network, node } = admitted;
  if (network.collectSignals === undefined) return { turn: admitted, signals: undefined };
  const turn: ConnectedTurn = { ...admitted, phase: "signals" };
  const { startedAtMs, timeoutMs, common } = open(request, turn, "signalsTimeoutMs");
  request.emit({ type: "node-signals.requested", ...nodeFacts(request, turn), timeoutMs });
  const reply = await askNetwork(request.environment.clock, {
    adapterId: node.adapter,
    timeoutMs,
    overdue: {
      rule: "signals-timed-out",
      detail: `${node.networkId} gave no signals within ${timeoutMs} ms`,
    },
    schema: SignalsResultSchema,
    ask: (signal) => network.collectSignals?.(common, signal),
    hearLate: ({ kind }, lateMs) => tellLate(request, turn, { answer: { kind }, lateMs }),
  });
  const latencyMs = request.environment.clock.elapsedMs() - startedAtMs;
  if (reply.kind !== "answered") {
    tellEnding(request, turn, { ending: reply, latencyMs });
    return undefined;
  }
  request.emit({ type: "node-signals.collected", ...nodeFacts(request, turn), latencyMs });
  return { turn: admitted, signals: reply.answer.signals };
}

export async function askForBid(
  request: MediationRequest,
  { turn: signalled, signals }: Signalled,
): Promise<Bidder | undefined> {
  if (skipWithoutTime(request, signalled)) return undefined;
  const turn: ConnectedTurn = { ...signalled, phase: "bid" };
  const { network, node } = turn;
  const { startedAtMs, timeoutMs, common } = open(request, turn, "bidTimeoutMs");
  const facts = nodeFacts(request, turn);
  request.emit({ type: "node-bid.requested", ...facts, adapter: node.adapter, timeoutMs });
  const floorCpmUsd = floorOf(turn);
  const reply = await askNetwork(request.environment.clock, {
    adapterId: node.adapter,
    timeoutMs,
    overdue: {
      rule: "bid-timed-out",
      detail: `${node.networkId} did not bid within ${timeoutMs} ms`,
    },
    schema: BidResultSchema,
    ask: (signal) => network.requestBid?.({ ...common, floorCpmUsd, signals }, signal),
    hearLate: (answer, lateMs) => tellLate(request, turn, { answer, lateMs }),
  });
  const receivedAtMs = request.environment.clock.elapsedMs();
  const latencyMs = receivedAtMs - startedAtMs;
  const bid = reply.kind === "answered" ? toBid(reply.answer) : reply;
  if (bid.kind !== "bid") {
    tellEnding(request, turn, { ending: bid, latencyMs });
    return undefined;
  }
  const told = nodeFacts(request, { ...turn, bid });
  const { adSelectionId } = bid;
  request.emit({ type: "node-bid.received", ...told, adSelectionId, latencyMs });
  return { ...turn, phase: "load", bid, receivedAtMs, latencyMs };
}

/** What both questions have in common: the time there is for it, and what the network is told. */
function open(
  { requestId, slot, environment, options, endsAtMs }: MediationRequest,
  { node }: ConnectedTurn,
  budget: "signalsTimeoutMs" | "bidTimeoutMs",
) {
  const startedAtMs = environment.clock.elapsedMs();
  const timeoutMs = Math.min(options.bidding[budget], endsAtMs - startedAtMs);
  const { nodeId } = node;
  const origin = { requestId, nodeId };
  return { startedAtMs, timeoutMs, common: { requestId, nodeId, slot, timeoutMs, origin } };
}

function toBid(answer: NetworkBid | NetworkNoBid): NetworkBid | Ending {
  if (answer.kind === "bid") return answer;
  return { kind: "unfilled", rule: "network-no-bid", detail: answer.reason };
}
