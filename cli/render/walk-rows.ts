import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";
import { AD_ROWS } from "./ad-rows.ts";
import { isWalkDetail, type WalkDetail } from "./walk-details.ts";
import type { RowMaker, RowTable, WalkRow } from "./walk-row.ts";
import {
  describeBid,
  describeChain,
  describeHeld,
  describeLateness,
  describePrice,
  describeUnfilled,
  usd,
  type BidsById,
} from "./walk-words.ts";

/** The line an event has in the walk; details have none. */
export function toWalkRow(event: MediationEvent, bids: BidsById): WalkRow | undefined {
  if (isWalkDetail(event.type)) return undefined;
  const make = WALK_ROWS[event.type] as RowMaker<MediationEventType>;
  const row = { step: "", tone: "plain", ...make(event, bids) } as const;
  // The proposal's steps are those of a waterfall: where a node bids, there are none.
  return "phase" in event && event.phase !== undefined ? { ...row, step: "" } : row;
}

const fallbackWords = {
  reuse: "the first party's ad from step 2 stands in",
  rerun: "the first party selects again",
} as const;

/** Every event either has a line here or is one of WALK_DETAILS: a new one must decide. */
const WALK_ROWS: RowTable<Exclude<MediationEventType, WalkDetail>> = {
  "step.skipped": ({ text, detail }) => ({
    who: "app",
    what: `${text}: skipped, ${detail}`,
    tone: "bad",
  }),

  "request.refused": ({ detail }) => ({ who: "sdk", what: `not asked: ${detail}`, tone: "bad" }),
  "network.uninitialized": ({ networkId, detail, latencyMs }) => ({
    who: networkId,
    what: `is not ready: ${detail}`,
    tone: "bad",
    tookMs: latencyMs,
  }),
  "privacy.changed": ({ changed }) => ({
    who: "app",
    what: `privacy settings change: ${changed.join(", ")}`,
  }),
  "outcome.forced": ({ nodeId, outcome }) => ({
    who: nodeId,
    what: `is forced: ${outcome}`,
    tone: "faint",
  }),
  "chain.fetched": (event) => ({ step: "1", who: "ad server", what: describeChain(event) }),
  "chain.warned": ({ length, advisedLength }) => ({
    who: "warning",
    what: `${length} nodes; more than ${advisedLength} cost latency`,
    tone: "bad",
  }),
  "chain.refused": ({ detail }) => ({ step: "1", who: "ad server", what: detail, tone: "bad" }),
  "chain.failed": ({ detail }) => ({ step: "1", who: "ad server", what: detail, tone: "bad" }),
  "contextual-ad.received": ({ renderUri, cpmUsd }) => ({
    step: "1",
    who: "ad server",
    what: `contextual ad ${renderUri} at ${usd(cpmUsd)}`,
  }),
  "first-party.selected": ({ networkId, adSelectionId, renderUri }, bids) => ({
    step: "2",
    who: networkId,
    what: `selects ${renderUri}${describeBid(adSelectionId, bids)}`,
  }),
  "first-party.passed": ({ networkId = "first party", detail }) => ({
    step: "2",
    who: networkId,
    what: `no ad: ${detail}`,
    tone: "faint",
  }),
  "chained-selection.placed": (event, bids) => ({
    step: "3-4",
    who: event.nodeId,
    what: `${describeHeld(event, bids)}: placed before it`,
    tone: "good",
  }),
  "chained-selection.passed": (event, bids) => ({
    step: "3",
    who: event.nodeId,
    what: `${describeHeld(event, bids)}: ${event.rule === "chained-selection-failed" ? event.detail : "passed over"}`,
    tone: "faint",
  }),
  "node.skipped": ({ nodeId, detail }) => ({
    who: nodeId,
    what: `skipped: ${detail}`,
    tone: "bad",
  }),
  "node.filled": ({ nodeId, renderUri, cpmUsd, adSelectionId, latencyMs }, bids) => ({
    step: "5-6",
    who: nodeId,
    what: `fills with ${renderUri}${describePrice(cpmUsd)}${describeBid(adSelectionId, bids)}`,
    tone: "good",
    tookMs: latencyMs,
  }),
  "node.unfilled": ({ nodeId, rule, phase, latencyMs }) => ({
    step: "5-7",
    who: nodeId,
    what: describeUnfilled(rule, phase),
    tone: "faint",
    tookMs: latencyMs,
  }),
  "node.timed-out": ({ nodeId, latencyMs }) => ({
    step: "5-7",
    who: nodeId,
    what: "timed out",
    tone: "bad",
    tookMs: latencyMs,
  }),
  "node.failed": ({ nodeId, detail, latencyMs }) => ({
    step: "5-7",
    who: nodeId,
    what: detail,
    tone: "bad",
    tookMs: latencyMs,
  }),
  "node.unreached": ({ nodeId }) => ({ who: nodeId, what: "not reached", tone: "faint" }),
  "node.outbid": ({ nodeId, detail }) => ({ who: nodeId, what: `loses: ${detail}`, tone: "faint" }),
  "node.answered-late": (event) => ({
    who: event.nodeId,
    what: describeLateness(event),
    tone: "faint",
  }),
  "node-bid.received": ({ nodeId, bidCpmUsd, adSelectionId, latencyMs }, bids) => ({
    who: nodeId,
    what:
      bidCpmUsd === undefined
        ? `bids with its own auction's winner${describeBid(adSelectionId, bids)}`
        : `bids ${usd(bidCpmUsd)}`,
    tookMs: latencyMs,
  }),
  "bidding.finished": ({ nodeId, latencyMs }) => ({
    who: "bidding",
    what: nodeId === undefined ? "no network's bid is chosen" : `the bid of ${nodeId} is chosen`,
    tookMs: latencyMs,
  }),
  "bid-notice.failed": ({ nodeId, detail }) => ({
    who: nodeId,
    what: `cannot be told how its bid ended: ${detail}`,
    tone: "bad",
  }),
  "fallback.started": ({ mode }) => ({
    step: "8",
    who: "chain",
    what: `exhausted: ${fallbackWords[mode]}`,
  }),
  "fallback.selected": ({ networkId, renderUri, adSelectionId }, bids) => ({
    step: "8",
    who: networkId,
    what: `its ad is taken: ${renderUri}${describeBid(adSelectionId, bids)}`,
    tone: "good",
  }),
  "fallback.passed": ({ detail }) => ({
    step: "8",
    who: "first party",
    what: detail,
    tone: "faint",
  }),
  "adapter.logged": ({ networkId, message }) => ({
    who: networkId,
    what: `logs: ${message}`,
    tone: "faint",
  }),

  ...AD_ROWS,

  "console.printed": ({ text, script }) => ({
    who: "console",
    what: `${text}  (${script})`,
    tone: "faint",
  }),
  "selection.advised": ({ detail }) => ({ who: "device", what: detail }),
};
