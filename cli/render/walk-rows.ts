import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";
import { wordAuction } from "../../simulator/index.ts";
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
  describeUnready,
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
  "network.initialized": ({ networkId }) => ({ who: networkId, what: "is ready", tone: "faint" }),
  "network.uninitialized": ({ networkId, status }) => ({
    who: networkId,
    what: describeUnready(status),
    tone: "bad",
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
  "chain.fetched": (event) => ({ step: "1", who: "ad server", ...describeChain(event) }),
  "auction.held": (event) => ({ who: "auction", what: wordAuction(event), tone: "faint" }),
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
    what: `a contextual ad at ${usd(cpmUsd)}`,
    below: renderUri,
  }),
  "first-party.selected": ({ networkId, adSelectionId, renderUri }, bids) => ({
    step: "2",
    who: networkId,
    what: `selects an ad${describeBid(adSelectionId, bids)}`,
    below: renderUri,
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
  "node.filled": ({ nodeId, renderUri, cpmUsd, adSelectionId, isFromCache }, bids) => ({
    step: "5-6",
    who: nodeId,
    what: `fills${isFromCache ? " with an ad kept from before" : ""}${describePrice(cpmUsd)}${describeBid(adSelectionId, bids)}`,
    below: renderUri,
    tone: "good",
  }),
  "node.unfilled": ({ nodeId, rule, phase }) => ({
    step: "5-7",
    who: nodeId,
    what: describeUnfilled(rule, phase),
    tone: "faint",
  }),
  "node.timed-out": ({ nodeId }) => ({
    step: "5-7",
    who: nodeId,
    what: "timed out",
    tone: "bad",
  }),
  "node.failed": ({ nodeId, detail }) => ({
    step: "5-7",
    who: nodeId,
    what: detail,
    tone: "bad",
  }),
  "node.unreached": ({ nodeId }) => ({ who: nodeId, what: "not reached", tone: "faint" }),
  "node.outbid": ({ nodeId, detail }) => ({ who: nodeId, what: `loses: ${detail}`, tone: "faint" }),
  "node.answered-late": (event) => ({
    who: event.nodeId,
    what: describeLateness(event),
    tone: "faint",
  }),
  "late-fill.dropped": ({ nodeId, renderUri, detail }) => ({
    who: nodeId,
    what: `has no use for the ad it kept: ${detail}`,
    below: renderUri,
    tone: "faint",
  }),
  "node-bid.received": ({ nodeId, bidCpmUsd, adSelectionId }, bids) => ({
    who: nodeId,
    what:
      bidCpmUsd === undefined
        ? `bids with its own auction's winner${describeBid(adSelectionId, bids)}`
        : `bids ${usd(bidCpmUsd)}`,
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
    what: `its ad is taken${describeBid(adSelectionId, bids)}`,
    below: renderUri,
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
