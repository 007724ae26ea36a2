import { z } from "zod";
import { AdFormatSchema } from "../ad-slot.ts";
import { PrivacySettingsSchema } from "../privacy-settings.ts";
import { event, loss, ofNode, ofRequest } from "./event-fields.ts";

const fill = {
  renderUri: z.string(),
  cpmUsd: z.number().optional(),
  adSelectionId: z.string().optional(),
};
/** Which auction of the ad server the answer came from, where it says. */
const fromAuction = { auctionId: z.string().optional() };
const chained = {
  ...ofNode,
  /** Which auction of first party against node this is, from 1. */
  attempt: z.int().positive(),
  /** The first party's outcome that stands against the node's price. */
  adSelectionId: z.string(),
};

/** From asking for an ad to having one, as the SDK sees it. */
export const REQUEST_EVENTS = [
  event("request.started", {
    ...ofRequest,
    slotId: z.string(),
    format: AdFormatSchema,
    /** The budgets around it: for the whole request, and for the endpoint's answer. */
    totalTimeoutMs: z.number(),
    endpointTimeoutMs: z.number(),
  }),
  /** Instead of `request.started`: a cap does not let the app ask. */
  event("request.refused", {
    ...ofRequest,
    slotId: z.string(),
    format: AdFormatSchema,
    /** Whose cap it is. */
    cap: z.enum(["app", "slot", "user"]),
    ...loss,
  }),
  event("chain.fetched", {
    ...ofRequest,
    ...fromAuction,
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
  event("chain.refused", { ...ofRequest, ...fromAuction, ...loss }),
  event("chain.failed", { ...ofRequest, code: z.string(), ...loss }),
  event("contextual-ad.received", {
    ...ofRequest,
    ...fromAuction,
    renderUri: z.string(),
    cpmUsd: z.number(),
  }),
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
  event("node.started", {
    ...ofNode,
    adapter: z.string(),
    timeoutMs: z.number(),
    /** Which budget that is: the node's own, or what is left of the request's. */
    budget: z.enum(["node", "request"]),
  }),
  event("node.filled", {
    ...ofNode,
    ...fill,
    latencyMs: z.number(),
    /** The ad had come too late for an earlier request, and was kept. */
    isFromCache: z.literal(true).optional(),
  }),
  event("node.unfilled", {
    ...ofNode,
    ...loss,
    latencyMs: z.number(),
    /** The ad that did not count: one below its floor, say. */
    renderUri: z.string().optional(),
    cpmUsd: z.number().optional(),
  }),
  event("node.timed-out", { ...ofNode, ...loss, latencyMs: z.number() }),
  event("node.failed", {
    ...ofNode,
    ...loss,
    code: z.string(),
    /** What to do about it, where the adapter says. */
    hint: z.string().optional(),
    latencyMs: z.number(),
  }),
  event("node.unreached", { ...ofNode, ...loss }),
  event("node.outbid", { ...ofNode, ...loss }),
  event("node.answered-late", {
    ...ofNode,
    /** What it would have been: a fill, a bid, signals, or none. */
    answer: z.string(),
    cpmUsd: z.number().optional(),
    /** By how much it missed its time. */
    lateMs: z.number(),
    /** The ad waits for the slot's next request. */
    isKept: z.literal(true).optional(),
  }),
  /** An ad that was kept will not do any more, or nobody is going to ask for it. */
  event("late-fill.dropped", {
    ...ofRequest,
    nodeId: z.string(),
    networkId: z.string(),
    renderUri: z.string(),
    ...loss,
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
  event("network.initialized", {
    ...ofRequest,
    nodeId: z.string(),
    networkId: z.string(),
    adapter: z.string(),
    latencyMs: z.number(),
  }),
  event("network.uninitialized", {
    ...ofRequest,
    nodeId: z.string(),
    networkId: z.string(),
    adapter: z.string(),
    status: z.enum(["failed", "timed-out", "does-not-apply"]),
    detail: z.string(),
    latencyMs: z.number(),
  }),
  /** The user changed what is allowed; every network connected so far has been told. */
  event("privacy.changed", { changed: z.array(z.string()), settings: PrivacySettingsSchema }),
  event("adapter.logged", {
    requestId: z.string().optional(),
    nodeId: z.string().optional(),
    networkId: z.string(),
    message: z.string(),
  }),
] as const;
