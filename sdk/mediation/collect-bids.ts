import { initializeNetwork } from "./admit-node.ts";
import { askForBid, askForSignals, type Bidder } from "./ask-bidder.ts";
import { checkNode } from "./check-node.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { findFloorMiss } from "./node-floor.ts";
import type { ConnectedTurn, NodeTurn } from "./node-turn.ts";
import { skipWithoutTime, tellEnding, tellSkipped } from "./tell-ending.ts";

export interface CollectedBids {
  /** When bidding began; undefined where nobody may bid. */
  readonly startedAtMs?: number;
  /** Everybody who bid in time: they are owed a notice. */
  readonly received: readonly Bidder[];
  /** Those whose bid takes part in the choice. */
  readonly standing: readonly Bidder[];
}

/**
 * Asks all nodes at once: for their signals first, then for their bids. Who sends none has lost. Bidding begins once
 * every network has been initialized, or could not be.
 */
export async function collectBids(
  request: MediationRequest,
  turns: readonly NodeTurn[],
): Promise<CollectedBids> {
  const { requestId, environment, options, emit } = request;
  const connected = turns.flatMap((turn) => connectBidder(request, turn));
  const initialized = await Promise.all(connected.map((turn) => initializeBidder(request, turn)));
  const admitted = initialized
    .filter((turn) => turn !== undefined)
    .filter((turn) => !skipWithoutTime(request, turn)); // the slowest of them may have used it up
  if (admitted.length === 0) return { received: [], standing: [] };
  const startedAtMs = environment.clock.elapsedMs();
  const nodeIds = admitted.map(({ node }) => node.nodeId);
  emit({ type: "bidding.started", requestId, nodeIds, selection: options.bidding.selection });
  const signalled = await Promise.all(admitted.map((turn) => askForSignals(request, turn)));
  const bidders = await Promise.all(
    signalled.filter((each) => each !== undefined).map((each) => askForBid(request, each)),
  );
  const received = bidders.filter((bidder) => bidder !== undefined);
  const standing = received.filter((bidder) => reachesFloor(request, bidder));
  return { startedAtMs, received, standing };
}

/** Bidding that began ends; without a winner, the first party's ad is chosen, or nobody's. */
export function tellBiddingFinished(
  { requestId, environment, emit }: MediationRequest,
  { startedAtMs, standing }: CollectedBids,
  winner: Bidder | undefined,
): void {
  if (startedAtMs === undefined) return;
  const latencyMs = environment.clock.elapsedMs() - startedAtMs;
  const bids = standing.length;
  const chosen = winner !== undefined && { nodeId: winner.node.nodeId };
  emit({ type: "bidding.finished", requestId, ...chosen, bids, latencyMs });
}

function connectBidder(request: MediationRequest, turn: NodeTurn): readonly ConnectedTurn[] {
  const checked = checkNode(request, turn);
  if (checked.kind === "skipped") {
    tellSkipped(request, turn, checked);
    return [];
  }
  if (checked.turn.network?.requestBid !== undefined) return [checked.turn];
  const detail = `adapter "${turn.node.adapter}" has no requestBid`;
  tellSkipped(request, turn, { kind: "skipped", rule: "adapter-cannot-bid", detail });
  return [];
}

async function initializeBidder(
  request: MediationRequest,
  turn: ConnectedTurn,
): Promise<ConnectedTurn | undefined> {
  const skipped = await initializeNetwork(request, turn);
  if (skipped === undefined) return turn;
  tellSkipped(request, turn, skipped);
  return undefined;
}

function reachesFloor(request: MediationRequest, bidder: Bidder): boolean {
  const { bid, latencyMs } = bidder;
  const miss = findFloorMiss(request, bidder, { said: "bid", cpmUsd: bid.cpmUsd });
  if (miss === undefined) return true;
  const turn: NodeTurn = { ...bidder, phase: "bid" };
  tellEnding(request, turn, { ending: { kind: "unfilled", ...miss }, latencyMs });
  return false;
}
