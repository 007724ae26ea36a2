import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionConfigSchema,
  type AdSelectionConfig,
  type AdSelectionConfigInput,
  type AdSelectionOutcome,
} from "../../model/ad-selection.ts";
import { admitCaller } from "../callers.ts";
import {
  checkEligibility,
  type BiddingAudience,
  type CustomAudienceStore,
} from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import {
  argumentRefused,
  isNobodyWon,
  SERVICE_STATUS,
  ServiceFailure,
} from "../service-failure.ts";
import { runStage, type Stage } from "../stage.ts";
import { bidForBuyers } from "./bid-for-buyers.ts";
import { type Candidate, type ChainedBid } from "./candidate.ts";
import { resolveChainedSelections } from "./chained-ad-selections.ts";
import { toContextualBids } from "./contextual-ads.ts";
import { createConfigSignals, type ConfigSignals } from "./config-signals.ts";
import type { OutcomeStore } from "./outcome-store.ts";
import { pickWinner, settleRoster } from "./pick-winner.ts";
import {
  createRoster,
  enterAudience,
  enterCandidate,
  type Roster,
  type SelectionCall,
} from "./roster.ts";
import { scoreAds } from "./score-ads.ts";
import { storeWinner } from "./store-winner.ts";
import { tellAuctionStarted } from "./tell-started.ts";
import { validateAdSelectionConfig } from "./validate-config.ts";

export interface DeviceStores {
  readonly customAudiences: CustomAudienceStore;
  readonly outcomes: OutcomeStore;
  /** Those of the auctions that are still running. */
  readonly openRosters: Set<Roster>;
}

/**
 * One auction on the device: admit, validate, load audiences, bid, score, pick, store (spec: on-device 2.1). Where
 * chained selections are enabled, their outcomes take part beside the call's own bids, and nobody winning is
 * null (spec: proposal); on shipped Android it is a failure like any other.
 */
export async function selectAds(
  device: DeviceCall,
  stores: DeviceStores,
  input: AdSelectionConfigInput,
): Promise<AdSelectionOutcome | null> {
  const config = parseOptions(AdSelectionConfigSchema, input, device.api);
  if (!admitCaller(device, config.seller)) return fakeOutcome(device);
  tellAuctionStarted(device, config);
  validateAdSelectionConfig(device, config);
  const chained = resolveChainedSelections(device, stores.outcomes, config.chainedAdSelections);
  const call: SelectionCall = { ...device, roster: createRoster() };
  stores.openRosters.add(call.roster);
  const timeoutMs = call.settings.adSelectionTimeoutMs;
  const signals = createConfigSignals(config);
  try {
    const selected = await runStage(call.environment.clock, { timeoutMs }, (stage) =>
      runAuction(call, { config, signals, stores, chained }, stage),
    );
    if (selected.kind === "finished") return selected.value;
    throw timedOut(`the ad selection of ${config.seller} ${selected.detail}`);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    call.roster.loseAll(error);
    if (!call.settings.chainedAdSelectionsEnabled || !isNobodyWon(error)) throw error;
    const { rule, detail } = error;
    call.emit({ type: "ad-selection.unfilled", ...call.labels, rule, detail });
    return null;
  } finally {
    stores.openRosters.delete(call.roster);
  }
}

/**
 * What an app gets for a user who does not consent: it looks like a winner, and nothing is stored behind it
 * (spec: on-device 2.8).
 */
function fakeOutcome({ environment }: DeviceCall): AdSelectionOutcome {
  return { adSelectionId: environment.ids.nextAdSelectionId(), renderUri: "" };
}

interface Auction {
  readonly config: AdSelectionConfig;
  readonly signals: ConfigSignals;
  readonly stores: DeviceStores;
  readonly chained: readonly ChainedBid[];
}

async function runAuction(
  call: SelectionCall,
  auction: Auction,
  stage: Stage,
): Promise<AdSelectionOutcome> {
  const { config, signals, stores } = auction;
  const candidates = await collectCandidates(call, auction, stage);
  const scored = await scoreAds(call, { config, signals, candidates }, stage);
  const winner = pickWinner(scored);
  const script = config.decisionLogicUri;
  settleRoster(call, scored, { winner, script });
  if (winner !== undefined) return storeWinner(call, stores.outcomes, winner.candidate);
  const detail = `none of ${scored.length} ads scored above 0 (scoreAd of ${script})`;
  throw nobodyWon("no-winning-score", "No winning Ads found", detail);
}

/** Own bids first, then contextual ads, then chained outcomes: of equal scores the earlier wins. */
async function collectCandidates(
  call: SelectionCall,
  auction: Auction,
  stage: Stage,
): Promise<readonly Candidate[]> {
  const { config, signals, chained } = auction;
  const others = [...toContextualBids(call, config), ...chained];
  const buyers = [...new Set(config.customAudienceBuyers)];
  if (buyers.length + others.length === 0) {
    throw argumentRefused(
      "The list of the custom audience buyers and contextual ads both should not be empty.",
    );
  }
  const auctions = buyers
    .map((buyer) => ({ buyer, audiences: loadAudiences(call, auction.stores, buyer), signals }))
    .filter(({ audiences }) => audiences.length > 0);
  if (auctions.length + others.length === 0) {
    const detail = `no custom audience of ${buyers.join(", ")} on the device may bid`;
    throw nobodyWon("no-candidates", "No Custom Audience or contextual ads available", detail);
  }
  for (const other of others) enterCandidate(call, other);
  const candidates = [...(await bidForBuyers(call, auctions, stage)), ...others];
  if (candidates.length > 0) return candidates;
  const asked = auctions.flatMap(({ audiences }) => audiences);
  const detail = `none of ${asked.length} custom audiences sent a bid that counts`;
  throw nobodyWon("no-valid-bids", "No valid bids or contextual ads available for scoring", detail);
}

/** Audiences of every app take part; those that may not are left out before anything of theirs is fetched. */
function loadAudiences(
  call: SelectionCall,
  stores: DeviceStores,
  buyer: string,
): readonly BiddingAudience[] {
  const { customAudienceActiveWindowMs: activeWindowMs } = call.settings;
  const nowMs = call.environment.clock.nowMs();
  return stores.customAudiences.ofBuyer(buyer).flatMap((stored) => {
    const checked = checkEligibility(stored, { nowMs, activeWindowMs });
    if (checked.kind === "eligible") {
      enterAudience(call, checked.audience);
      return [checked.audience];
    }
    const { owner, name } = stored;
    const { rule, detail } = checked;
    call.emit({ type: "audience.skipped", ...call.labels, owner, buyer, name, rule, detail });
    return [];
  });
}

function nobodyWon(
  rule: "no-candidates" | "no-valid-bids" | "no-winning-score",
  message: string,
  detail: string,
): ServiceFailure {
  return new ServiceFailure({ status: SERVICE_STATUS.internalError, message, rule, detail });
}

function timedOut(detail: string): ServiceFailure {
  return new ServiceFailure({
    status: SERVICE_STATUS.timeout,
    message: "Ad selection exceeded allowed time limit",
    rule: "selection-timed-out",
    detail,
  });
}
