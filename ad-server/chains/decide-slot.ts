import type { ContextualAnswer, ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { AskNetwork } from "../auction/auction.ts";
import type { AuctionResult } from "../auction/auction-result.ts";
import { runAuction } from "../auction/run-auction.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { AuctionRecord } from "./auction-record.ts";
import { buildNodes } from "./build-nodes.ts";
import { findLastResort, toAnswer } from "./last-resort.ts";
import { findWarnings } from "./find-warnings.ts";
import { readSeen } from "./read-seen.ts";
import { recordBids } from "./record-bids.ts";
import { toAuctionInput, type AuctionInput, type SellerPlatform } from "./to-auction-input.ts";
import { toImpression } from "./to-impression.ts";

/** One question to the contextual endpoint, for a slot whose answer comes from an auction. */
export interface SlotQuestion {
  readonly auctionId: string;
  /** Luck follows it. */
  readonly luckId: string;
  readonly atMs: number;
  readonly request: ContextualRequest;
}

export interface SlotDecision {
  /** Undefined stands for "nothing". */
  readonly answer: ContextualAnswer | undefined;
  readonly record: AuctionRecord;
}

/**
 * Decides what the SDK walks. Nobody knows yet which network will have an ad, so the chain is the auction's walk in
 * which none has: the networks that it calls, in order, and behind them whoever is served then.
 */
export function decideSlot(
  slot: SlotBody,
  platform: SellerPlatform,
  question: SlotQuestion,
): SlotDecision {
  if (!slot.active) return { answer: undefined, record: recordOff(slot, question) };
  const walkable = {
    ...platform,
    sources: platform.sources.filter(({ sdk }) => sdk !== undefined),
  };
  const input = toAuctionInput(slot, walkable, { auctionId: question.luckId });
  const result = holdWithoutAds(slot, input, question);
  const { offers } = input;
  const nodes = buildNodes(slot, offers, result);
  const hasNodes = nodes.length > 0;
  const lastResort = findLastResort({ slot, platform, offers, result, hasNodes });
  const answer = toAnswer({ slot, chainId: question.auctionId, nodes, lastResort });
  return {
    answer,
    record: {
      ...headOf(slot, question),
      answered: answer?.kind ?? "nothing",
      stage: result.stage,
      nodeIds: answer?.kind === "chain" ? answer.nodes.map(({ nodeId }) => nodeId) : [],
      ...(lastResort !== undefined && { lastResort: lastResort.record }),
      bids: recordBids(result, nodes, lastResort?.record),
      warnings: findWarnings(slot, platform, nodes),
    },
  };
}

function headOf(slot: SlotBody, { auctionId, atMs, request }: SlotQuestion) {
  const at = new Date(atMs).toISOString();
  return { auctionId, slotId: slot.slot_id, appId: request.appId, at, order: slot.order };
}

function recordOff(slot: SlotBody, question: SlotQuestion): AuctionRecord {
  const warnings = ["the slot is switched off"];
  const nobody = { nodeIds: [], bids: [], warnings };
  return { ...headOf(slot, question), answered: "nothing", stage: "none", ...nobody };
}

/** The chain keeps to the waterfall's limit at its slowest. */
const takeAllTime: AskNetwork = ({ timeoutMs }) => ({ kind: "no-ad", latencyMs: timeoutMs });

function holdWithoutAds(
  slot: SlotBody,
  { configuration, bids }: AuctionInput,
  { luckId: auctionId, atMs, request }: SlotQuestion,
): AuctionResult {
  const impression = toImpression(slot, request, atMs);
  const { reserveCpmUsd: dynamicFloorUsd } = request;
  const known = { auctionId, atMs, impression, dynamicFloorUsd, seen: readSeen(request) };
  return runAuction({ ...known, askNetwork: takeAllTime }, configuration, bids);
}
