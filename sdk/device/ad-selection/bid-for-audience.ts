import type { ScriptResult } from "../../foundation/script-sandbox.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import { registeredUrls } from "../debug-reports/registered-urls.ts";
import { findLogic } from "../logic-source.ts";
import { findCustomAudienceOverride } from "../overrides/find-override.ts";
import { ServiceFailure } from "../service-failure.ts";
import { runStage, type Stage } from "../stage.ts";
import { readBidResult, readBidResultV3, type BidResult } from "./bid-result.ts";
import { negotiateVersion, versionToRequest } from "./bidding-version.ts";
import { toBuyerContextualSignals } from "./buyer-contextual-signals.ts";
import type { AudienceBid } from "./candidate.ts";
import type { ConfigSignals } from "./config-signals.ts";
import { runGenerateBid, type GenerateBid } from "./generate-bid.ts";
import { enterCandidate, type Loss, type SelectionCall } from "./roster.ts";
import type { ReadSignals, TrustedSignals } from "./trusted-signals.ts";

export interface AudienceAuction {
  readonly audience: BiddingAudience;
  readonly signals: ConfigSignals;
  readonly trustedSignals: TrustedSignals;
}

type AudienceAnswer =
  | { readonly kind: "bid"; readonly bid: AudienceBid }
  | ({ readonly kind: "dropped" } & Loss);

/**
 * Asks one custom audience: its script runs once for all its ads, its best bid goes on. Whatever fails drops
 * the audience and nothing else (spec: on-device 1.4, 2.4).
 */
export async function bidForAudience(
  call: SelectionCall,
  auction: AudienceAuction,
  outer: Stage,
): Promise<AudienceBid | undefined> {
  const answer = await askAudience(call, auction, outer);
  if (answer.kind === "dropped") {
    call.roster.lose(auction.audience, answer);
    return undefined;
  }
  call.roster.leave(auction.audience);
  enterCandidate(call, answer.bid);
  return answer.bid;
}

async function askAudience(
  call: SelectionCall,
  auction: AudienceAuction,
  outer: Stage,
): Promise<AudienceAnswer> {
  const { trustedSignals } = auction;
  if (trustedSignals.kind !== "signals") {
    return dropped("trusted-signals-failed", trustedSignals.detail);
  }
  const timeoutMs = call.settings.biddingTimeoutPerAudienceMs;
  const asked = await runStage(call.environment.clock, { timeoutMs, outer }, (stage) =>
    fetchAndBid(call, { ...auction, trustedSignals }, stage),
  );
  return asked.kind === "finished" ? asked.value : dropped("bidding-timed-out", asked.detail);
}

async function fetchAndBid(
  call: SelectionCall,
  auction: Omit<AudienceAuction, "trustedSignals"> & { readonly trustedSignals: ReadSignals },
  stage: Stage,
): Promise<AudienceAnswer> {
  const uri = auction.audience.biddingLogicUri;
  const override = findCustomAudienceOverride(call, auction.audience)?.biddingLogic;
  const version = versionToRequest(call.settings);
  const found = await findLogic(call, { uri, purpose: "bidding-logic", version, override }, stage);
  if (found.kind === "unavailable") return dropped("bidding-logic-failed", found.detail);
  const { logic } = found;
  const negotiated = negotiateVersion(logic, call.settings);
  if (negotiated.kind === "refused") return dropped("bidding-logic-too-new", negotiated.detail);
  const bidding = { ...auction, logic, version: negotiated.version };
  try {
    const result = await runGenerateBid(call, bidding, stage);
    const { failure } = result;
    if (failure !== undefined) return dropped("bidding-logic-failed", failure.detail);
    return pickBestBid(call, { ...bidding, result });
  } catch (error) {
    if (error instanceof ServiceFailure) return dropped(error.rule, error.detail);
    throw error;
  }
}

interface FinishedRun extends GenerateBid {
  readonly result: ScriptResult;
}

/** One unusable result discards every bid of the audience; of equal bids the first ad's goes on. */
function pickBestBid(call: SelectionCall, run: FinishedRun): AudienceAnswer {
  const { audience, logic, result, trustedSignals } = run;
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  const readResult = run.version === 3 ? readBidResultV3 : readBidResult;
  const bids: BidResult[] = [];
  for (const [index, returned] of values.entries()) {
    const read = readResult(call.settings, returned);
    if (read.kind === "refused") {
      const ad = run.version === 3 ? "" : `ad ${audience.ads[index]?.renderUri}, `;
      return dropped("bid-invalid", `${read.detail} (${ad}${logic.name})`);
    }
    bids.push(read.value);
  }
  const best = bids.reduce((leader, bid) => (bid.bid > leader.bid ? bid : leader));
  tellBids(call, { ...run, bids, best });
  if (best.bid < 0) {
    const detail = `its best bid is ${best.bid} (ad ${best.renderUri}, ${logic.name})`;
    return dropped("bid-negative", detail);
  }
  const { buyer } = audience;
  const biddingScript = { name: logic.name, source: logic.source };
  const debugUrls = registeredUrls(result).get(bids.indexOf(best));
  const { adCost, ...bid } = best;
  const told = { adCost, dataVersion: trustedSignals.dataVersion };
  const buyerContextualSignals = toBuyerContextualSignals(call, audience, told);
  const heard = { biddingScript, debugUrls, buyerContextualSignals };
  return { kind: "bid", bid: { from: "audience", ...bid, buyer, audience, ...heard } };
}

function tellBids(
  { labels, emit }: SelectionCall,
  run: FinishedRun & { readonly bids: readonly BidResult[]; readonly best: BidResult },
): void {
  const { audience, logic, bids, best } = run;
  for (const bid of bids) {
    const { renderUri } = bid;
    const facts = { buyer: audience.buyer, audience: audience.name, renderUri, bid: bid.bid };
    emit({ type: "bid.received", ...labels, ...facts });
    if (bid === best) continue;
    const detail = `bid ${bid.bid}; generateBid of ${logic.name} bid ${best.bid} for ${best.renderUri}`;
    emit({ type: "bid.rejected", ...labels, ...facts, rule: "ad-lower-in-audience", detail });
  }
}

function dropped(rule: Loss["rule"], detail: string): AudienceAnswer {
  return { kind: "dropped", rule, detail };
}
