import { z } from "zod";
import { JsonValueSchema } from "../signals.ts";
import { event, loss, ofAudience, ofBid, ofDeviceCall } from "./event-fields.ts";

const destination = z.enum(["seller", "buyer"]);

/** What the device's service does and knows, much of which no app ever sees. */
export const DEVICE_EVENTS = [
  event("audience.skipped", { ...ofDeviceCall, ...ofAudience, ...loss }),
  event("ad-selection.started", {
    ...ofDeviceCall,
    from: z.enum(["audiences", "outcomes"]),
    seller: z.string(),
    buyers: z.array(z.string()),
    /** Ids of the stored outcomes that take part. */
    outcomes: z.array(z.string()),
  }),
  event("ad-selection.finished", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    renderUri: z.string(),
    bid: z.number(),
    buyer: z.string(),
    /** True when one of the outcomes passed in was chosen: same id, nothing new is stored. */
    reused: z.boolean(),
  }),
  event("ad-selection.unfilled", { ...ofDeviceCall, ...loss }),
  /** The service's own words; an app only sees `exception` (spec: on-device 6.2). */
  event("device-call.failed", {
    ...ofDeviceCall,
    api: z.string(),
    status: z.int(),
    serviceMessage: z.string(),
    exception: z.string(),
    rule: loss.rule.optional(),
    detail: z.string().optional(),
  }),
  /** Without consent a call succeeds and does nothing; no app can tell (spec: on-device 6.3). */
  event("device-call.silenced", { ...ofDeviceCall, api: z.string(), ...loss }),
  /** What user, app or device are like from now on: the conditions that changed. */
  event("conditions.changed", { changes: z.record(z.string(), JsonValueSchema) }),
  event("bid.received", ofBid),
  /** A custom audience that sends no bid at all. */
  event("audience.dropped", { ...ofDeviceCall, ...ofAudience, ...loss }),
  event("bid.rejected", { ...ofBid, ...loss }),
  event("ad.scored", { ...ofBid, score: z.number() }),
  event("outcome.rejected", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    renderUri: z.string(),
    bid: z.number(),
    ...loss,
  }),
  event("logic.finished", {
    ...ofDeviceCall,
    script: z.string(),
    function: z.string(),
    outcome: z.enum(["returned", "threw", "timed-out", "out-of-memory", "crashed"]),
    /** How often the function was called in this evaluation. */
    calls: z.int(),
    /** Virtual time charged. */
    spentMs: z.number(),
    /** What of it was gone before the first call. */
    spentAtTopLevelMs: z.number().optional(),
    argumentsHash: z.string(),
    resultHash: z.string().optional(),
    /** Why it could not share a world with others and was slower for it; its result is the same. */
    freshBecause: z.string().optional(),
    message: z.string().optional(),
    /** What the author wrote, as the script's source map calls it: line and column are of that file then. */
    file: z.string().optional(),
    line: z.int().optional(),
    column: z.int().optional(),
    /** Which of the calls threw or ran out of time, from 0, as in `arguments`; none if it was before them. */
    call: z.int().optional(),
    /** The arguments of that call, in short. */
    given: z.string().optional(),
    /** Only when the run was asked for bodies. */
    arguments: JsonValueSchema.optional(),
    result: JsonValueSchema.optional(),
  }),
  event("console.printed", {
    ...ofDeviceCall,
    script: z.string(),
    level: z.enum(["debug", "error", "info", "log", "warn"]),
    text: z.string(),
  }),
  event("beacon.registered", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    destination,
    key: z.string(),
    uri: z.string(),
  }),
  event("beacon.dropped", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    destination,
    key: z.string(),
    detail: z.string(),
  }),
  /** A ping went out; `status` is absent when nobody answered, and `detail` says why. */
  event("report.sent", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    destination,
    /** `impression`, or the key of the interaction. */
    key: z.string(),
    method: z.enum(["GET", "POST"]),
    uri: z.string(),
    status: z.int().optional(),
    detail: z.string().optional(),
  }),
  event("report.withheld", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    destination,
    key: z.string(),
    detail: z.string(),
    rule: loss.rule.optional(),
  }),
] as const;

/** Emitted by whoever sends a request: the SDK, the device, or an adapter. */
export const HTTP_EVENTS = [
  event("http.finished", {
    callId: z.string().optional(),
    requestId: z.string().optional(),
    nodeId: z.string().optional(),
    purpose: z.enum([
      "contextual-request",
      "decision-logic",
      "bidding-logic",
      "selection-logic",
      "trusted-bidding-signals",
      "trusted-scoring-signals",
      "impression-report",
      "event-report",
      "debug-report",
      "custom-audience-fetch",
      "daily-update",
      "scheduled-update",
      "adapter",
    ]),
    method: z.enum(["GET", "POST"]),
    url: z.string(),
    status: z.int().optional(),
    /** Why there is no status. */
    failure: z.string().optional(),
    bytes: z.int().nonnegative(),
    latencyMs: z.number(),
  }),
] as const;
