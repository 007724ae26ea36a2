import type { MediationEvent } from "../../sdk/index.ts";
import type { LaneKind } from "../page-data.ts";

/** The part of a request that an event begins or ends: on which lane, and of whom. */
export interface Piece {
  readonly laneId: string;
  readonly kind: LaneKind;
  readonly label: string;
  /** The time that it was given. */
  readonly budgetMs?: number;
}

const endpoint = { laneId: "endpoint", kind: "endpoint", label: "ad server" } as const;
const firstParty = { laneId: "first-party", kind: "first-party" } as const;

/** What begins with an event. */
export function pieceBegunBy(event: MediationEvent): Piece | undefined {
  switch (event.type) {
    case "request.started":
      return { ...endpoint, budgetMs: event.endpointTimeoutMs };
    case "chain.fetched":
    case "contextual-ad.received":
      return { ...firstParty, label: "selects an ad" };
    case "fallback.started":
      return { ...firstParty, label: "stands in" };
    case "node-signals.requested":
    case "node-bid.requested":
    case "node.started":
      return { ...pieceOfNode(event), budgetMs: event.timeoutMs };
    default:
      return undefined;
  }
}

/** What ends with an event, where it does. */
export function pieceEndedBy(event: MediationEvent): Piece | undefined {
  switch (event.type) {
    case "chain.fetched":
    case "chain.refused":
    case "chain.failed":
    case "contextual-ad.received":
      return endpoint;
    case "first-party.selected":
    case "first-party.passed":
      return { ...firstParty, label: "selects an ad" };
    case "fallback.selected":
    case "fallback.passed":
      return { ...firstParty, label: "stands in" };
    case "node-signals.collected":
    case "node-bid.received":
    case "node.filled":
    case "node.unfilled":
    case "node.timed-out":
    case "node.failed":
      return pieceOfNode(event);
    default:
      return undefined;
  }
}

/** Signals and bids have lanes that nodes share. */
export function pieceOfNode({
  nodeId,
  phase,
}: {
  readonly nodeId: string;
  readonly phase?: "signals" | "bid" | "load" | undefined;
}): Piece {
  if (phase === "signals") return { laneId: "signals", kind: "signals", label: nodeId };
  if (phase === "bid") return { laneId: "bids", kind: "bids", label: nodeId };
  return { laneId: `node:${nodeId}`, kind: "node", label: nodeId };
}
