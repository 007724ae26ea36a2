import type { MediationEvent } from "../../sdk/index.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { collectFact, requestOf } from "./split-trace.ts";

/** Of whom to tell; without an answer to any of these, of everything. */
export interface Question {
  /** An id, or just its number. */
  readonly requestId?: string;
  readonly nodeId?: string;
  readonly adUri?: string;
}

/**
 * Holds what was asked for against what there is.
 *
 * @throws MediationError ERR_TRACE_NO_MATCH
 */
export function resolveQuestion(
  events: readonly MediationEvent[],
  { requestId: asked, nodeId, adUri }: Question,
): Question {
  const requestIds = collectFact(events, "requestId");
  const requestId = asked !== undefined && /^\d+$/.test(asked) ? `request-${asked}` : asked;
  refuseUnknown(requestIds, requestId, "request");
  const within =
    requestId === undefined ? events : events.filter((event) => requestOf(event) === requestId);
  const chains = within.flatMap((event) => (event.type === "chain.fetched" ? event.nodes : []));
  const lostBids = within.flatMap((event) =>
    event.type === "auction.bid-lost" ? event.bidId : [],
  );
  const nodeIds = new Set([...chains.map((node) => node.nodeId), ...lostBids]);
  refuseUnknown([...nodeIds], nodeId, "node");
  refuseUnknown(collectFact(within, "renderUri"), adUri, "ad");
  return {
    ...(requestId !== undefined && { requestId }),
    ...(nodeId !== undefined && { nodeId }),
    ...(adUri !== undefined && { adUri }),
  };
}
