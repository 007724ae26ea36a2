import { z } from "zod";
import { event, ofNode, ofRequest } from "./event-fields.ts";

const selection = z.enum(["highest-bid", "select-outcome", "score-ad"]);

/** What is told while networks bid live. How the turn of each ends is a `node` event, as in a waterfall. */
export const BIDDING_EVENTS = [
  event("bidding.started", {
    ...ofRequest,
    /** Nodes that are asked, in the order of the chain. */
    nodeIds: z.array(z.string()),
    selection,
  }),
  event("node-signals.requested", { ...ofNode, timeoutMs: z.number() }),
  event("node-signals.collected", { ...ofNode, latencyMs: z.number() }),
  event("node-bid.requested", { ...ofNode, adapter: z.string(), timeoutMs: z.number() }),
  event("node-bid.received", {
    ...ofNode,
    adSelectionId: z.string().optional(),
    latencyMs: z.number(),
  }),
  event("bidding.finished", {
    ...ofRequest,
    /** Whose bid is chosen: a node's; absent where it is the first party's, or nobody's. */
    nodeId: z.string().optional(),
    /** How many bids took part in the choice. */
    bids: z.int().nonnegative(),
    latencyMs: z.number(),
  }),
  /** A network that bid knows how its bid ended. */
  event("bid-notice.sent", {
    ...ofNode,
    /** As OpenRTB numbers it; 0: it won. */
    lossReason: z.int().nonnegative(),
    winnerCpmUsd: z.number().optional(),
  }),
  event("bid-notice.failed", {
    ...ofNode,
    lossReason: z.int().nonnegative(),
    code: z.string(),
    detail: z.string(),
  }),
] as const;
