import { z } from "zod";
import { AdFormatSchema } from "../ad-slot.ts";
import { event, loss, ofNode, ofRequest } from "./event-fields.ts";

const fill = {
  renderUri: z.string(),
  cpmUsd: z.number().optional(),
  adSelectionId: z.string().optional(),
};
const chained = {
  ...ofNode,
  /** Which auction of first party against node this is, from 1. */
  attempt: z.int().positive(),
  /** The first party's outcome that stands against the node's price. */
  adSelectionId: z.string(),
};

/** From asking for an ad to having one, as the SDK sees it. */
export const REQUEST_EVENTS = [
  event("request.started", { ...ofRequest, slotId: z.string(), format: AdFormatSchema }),
  event("chain.fetched", {
    ...ofRequest,
    chainId: z.string(),
    nodes: z.array(
      z.strictObject({
        nodeId: z.string(),
        networkId: z.string(),
        adapter: z.string(),
        ecpmUsd: z.number(),
        floorCpmUsd: z.number().optional(),
        bids: z.boolean().optional(),
      }),
    ),
  }),
  event("chain.warned", { ...ofRequest, length: z.int(), advisedLength: z.int() }),
  event("chain.refused", { ...ofRequest, ...loss }),
  event("chain.failed", { ...ofRequest, code: z.string(), ...loss }),
  event("contextual-ad.received", { ...ofRequest, renderUri: z.string(), cpmUsd: z.number() }),
  event("first-party.selected", {
    ...ofRequest,
    networkId: z.string(),
    adSelectionId: z.string(),
    renderUri: z.string(),
  }),
  event("first-party.passed", { ...ofRequest, networkId: z.string().optional(), ...loss }),
  event("chained-selection.placed", { ...chained, renderUri: z.string() }),
  event("chained-selection.passed", { ...chained, renderUri: z.string(), ...loss }),
  event("node.skipped", { ...ofNode, ...loss }),
  event("node.started", { ...ofNode, adapter: z.string(), timeoutMs: z.number() }),
  event("node.filled", { ...ofNode, ...fill, latencyMs: z.number() }),
  event("node.unfilled", { ...ofNode, ...loss, latencyMs: z.number() }),
  event("node.timed-out", { ...ofNode, ...loss, latencyMs: z.number() }),
  event("node.failed", { ...ofNode, ...loss, code: z.string(), latencyMs: z.number() }),
  event("node.unreached", { ...ofNode, ...loss }),
  event("node.outbid", { ...ofNode, ...loss }),
  event("node.answered-late", {
    ...ofNode,
    /** What it would have been: a fill, a bid, signals, or none. */
    answer: z.string(),
    cpmUsd: z.number().optional(),
    /** By how much it missed its time. */
    lateMs: z.number(),
  }),
  event("fallback.started", { ...ofRequest, mode: z.enum(["reuse", "rerun"]) }),
  event("fallback.selected", { ...ofRequest, networkId: z.string(), ...fill }),
  event("fallback.passed", { ...ofRequest, ...loss }),
  event("ad.selected", {
    ...ofRequest,
    adId: z.string(),
    slotId: z.string(),
    networkId: z.string(),
    nodeId: z.string().optional(),
    /** Which of the walk's ends this is: the first party before a node, a node, or the end of the chain. */
    source: z.enum(["first-party", "node", "fallback", "contextual"]),
    ...fill,
  }),
  event("request.finished", {
    ...ofRequest,
    kind: z.enum(["filled", "no-fill", "failed"]),
    latencyMs: z.number(),
  }),
  event("adapter.logged", {
    requestId: z.string().optional(),
    nodeId: z.string().optional(),
    networkId: z.string(),
    message: z.string(),
  }),
] as const;
