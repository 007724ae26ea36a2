import { runWithin, type Deadline } from "../../foundation/deadline.ts";
import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ScriptResult } from "../../foundation/script-sandbox.ts";
import type { LossRule } from "../../model/loss-rules.ts";
import { readBidResult, type BidResult } from "../decision-contracts.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { findLogic, type Logic } from "../logic-source.ts";
import { describeScriptFailure, runLogic } from "../run-logic.ts";
import type { AudienceBid } from "./candidate.ts";
import { pickKeys, type TrustedSignals } from "./trusted-signals.ts";

export interface AudienceAuction {
  readonly audience: BiddingAudience;
  readonly auctionSignals: JsonObject;
  readonly perBuyerSignals: JsonObject;
  readonly trustedSignals: TrustedSignals;
}

/** Why a custom audience sends no bid. */
interface Dropped {
  readonly kind: "dropped";
  readonly rule: LossRule;
  readonly detail: string;
}

type AudienceResult = { readonly kind: "bid"; readonly bid: AudienceBid } | Dropped;

/**
 * Asks one custom audience: its script runs once for all its ads, its best bid goes on. Whatever fails drops
 * the audience and nothing else (spec: on-device 1.4, 2.4).
 */
export async function bidForAudience(
  call: DeviceCall,
  auction: AudienceAuction,
  outer: Deadline,
): Promise<AudienceBid | undefined> {
  const result = await askAudience(call, auction, outer);
  if (result.kind === "bid") return result.bid;
  const { owner, buyer, name } = auction.audience;
  const { rule, detail } = result;
  call.emit({ type: "audience.dropped", ...call.labels, owner, buyer, name, rule, detail });
  return undefined;
}

async function askAudience(
  call: DeviceCall,
  auction: AudienceAuction,
  outer: Deadline,
): Promise<AudienceResult> {
  const { trustedSignals } = auction;
  if (trustedSignals.kind === "unavailable") {
    return dropped("trusted-signals-failed", trustedSignals.detail);
  }
  const timeoutMs = call.settings.biddingTimeoutPerAudienceMs;
  const asked = await runWithin(call.environment.clock, { timeoutMs, outer }, (deadline) =>
    fetchAndBid(call, { ...auction, signals: trustedSignals.signals }, deadline),
  );
  if (asked.kind === "finished") return asked.value;
  return dropped("bidding-timed-out", `did not finish bidding within ${timeoutMs} ms`);
}

interface ReadyAuction extends AudienceAuction {
  readonly signals: JsonObject;
}

async function fetchAndBid(
  call: DeviceCall,
  auction: ReadyAuction,
  deadline: Deadline,
): Promise<AudienceResult> {
  const uri = auction.audience.biddingLogicUri;
  const found = await findLogic(call, { uri, purpose: "bidding-logic" }, deadline);
  if (found.kind === "unavailable") return dropped("bidding-logic-failed", found.detail);
  const result = await runGenerateBid(call, { auction, logic: found.logic }, deadline);
  const failure = describeScriptFailure(found.logic, result);
  if (failure !== undefined) return dropped("bidding-logic-failed", failure);
  return pickBestBid(call, { auction, logic: found.logic, result });
}

/**
 * The six arguments of version 2. A script that throws and declares a seventh parameter is run once more with
 * an empty object for it, in a new world (spec: on-device 1.3, rule 7).
 */
async function runGenerateBid(
  call: DeviceCall,
  { auction, logic }: { readonly auction: ReadyAuction; readonly logic: Logic },
  deadline: Deadline,
): Promise<ScriptResult> {
  const { audience } = auction;
  const calls = audience.ads.map((ad) => toArguments(auction, ad));
  const run = { logic, functionName: "generateBid", stopAtFailedStatus: true };
  const luck = `${audience.buyer} ${audience.name}`;
  const first = await runLogic(call, { ...run, calls, luck }, deadline);
  if (first.outcome.kind !== "threw" || first.functionLength !== 7) return first;
  const longer = calls.map((given) => [...given, {}]);
  return runLogic(call, { ...run, calls: longer, luck: `${luck} again` }, deadline);
}

function toArguments(
  { audience, auctionSignals, perBuyerSignals, signals }: ReadyAuction,
  ad: BiddingAudience["ads"][number],
): JsonValue[] {
  return [
    { render_uri: ad.renderUri, metadata: ad.metadata },
    auctionSignals,
    perBuyerSignals,
    pickKeys(signals, audience.trustedBidding.keys),
    {},
    {
      owner: audience.owner,
      buyer: audience.buyer,
      name: audience.name,
      activation_time: audience.activationTimeMs,
      expiration_time: audience.expirationTimeMs,
      user_bidding_signals: audience.userBiddingSignals,
    },
  ];
}

interface FinishedRun {
  readonly auction: ReadyAuction;
  readonly logic: Logic;
  readonly result: ScriptResult;
}

/** One unusable result discards every bid of the audience; of equal bids the first ad's goes on. */
function pickBestBid(call: DeviceCall, { auction, logic, result }: FinishedRun): AudienceResult {
  const { audience } = auction;
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  const bids: BidResult[] = [];
  for (const returned of values) {
    const read = readBidResult(returned);
    if (read.kind === "refused") return dropped("bid-invalid", `${read.detail} (${logic.name})`);
    bids.push(read.value);
  }
  const best = bids.reduce((leader, bid) => (bid.bid > leader.bid ? bid : leader));
  tellBids(call, { audience, bids, best });
  if (best.bid < 0) return dropped("bid-negative", `its best bid is ${best.bid}`);
  const { buyer } = audience;
  const biddingScript = logic.source;
  return { kind: "bid", bid: { from: "audience", ...best, buyer, audience, biddingScript } };
}

function tellBids(
  { labels, emit }: DeviceCall,
  told: {
    readonly audience: BiddingAudience;
    readonly bids: readonly BidResult[];
    readonly best: BidResult;
  },
): void {
  const { audience, bids, best } = told;
  for (const bid of bids) {
    const facts = { buyer: audience.buyer, audience: audience.name, ...ofBid(bid) };
    emit({ type: "bid.received", ...labels, ...facts });
    if (bid === best) continue;
    const detail = `bid ${bid.bid}, and the audience's ad ${best.renderUri} bid ${best.bid}`;
    emit({ type: "bid.rejected", ...labels, ...facts, rule: "ad-lower-in-audience", detail });
  }
}

function ofBid({ renderUri, bid }: BidResult) {
  return { renderUri, bid };
}

function dropped(rule: LossRule, detail: string): Dropped {
  return { kind: "dropped", rule, detail };
}
