import type { AdmissionRule } from "./admission/admission-rule.ts";
import { admissionRulesOf } from "./admission/index.ts";
import { applyFloor } from "./apply-floor.ts";
import type { Auction, AuctionRequest, Entry, FlooredEntry, Verdict } from "./auction.ts";
import type { AuctionBid } from "./auction-bid.ts";
import type { AuctionConfiguration } from "./auction-configuration.ts";
import { toAuctionResult, type AuctionResult, type Decided } from "./auction-result.ts";
import { findExclusive } from "./exclusive.ts";
import { raiseLadder } from "./floors/index.ts";
import { isInPrivateAuction, listStages, keepTiers, type Stage } from "./keep-tiers.ts";
import { normaliseBid } from "./normalise-bid.ts";
import { openAuction } from "./open-auction.ts";
import { isMediated } from "./priorities.ts";
import { priceWinner } from "./price-winner.ts";
import { rankPrice } from "./rank-price.ts";
import { sortField } from "./sort-field.ts";
import { walkField, type WalkState } from "./walk-field.ts";

/**
 * One impression's auction over everything that bids for it: mediated networks, direct and guaranteed line items,
 * and live buyers with and without deals (spec: monetize 4.1). Pure: the networks' answers and the luck come with the
 * request. Every bid that was not served has the rule that ended it; input and configuration have passed their
 * schemas, and then nothing makes it throw.
 */
export function runAuction(
  request: AuctionRequest,
  configuration: AuctionConfiguration,
  bids: readonly AuctionBid[],
): AuctionResult {
  const verdicts: (Verdict | undefined)[] = bids.map(() => undefined);
  const auction = openAuction(request, configuration, verdicts);
  const rules = admissionRulesOf(configuration);
  const findFloor = raiseLadder(auction);

  const entries = bids.map((bid, index) => normaliseBid(auction, bid, index)); // step 1
  const ranked = entries
    .filter((entry) => admit(auction, entry, rules)) // steps 2 and 3
    .map((entry) => rankPrice(auction, entry)); // step 4
  const floored = ranked.map((entry) => applyFloor(auction, entry, findFloor)); // step 5
  const decided = decide(auction, floored); // steps 6 to 12
  const { winner } = decided;
  const rivals = listRivals(auction, decided, floored);
  const price = winner && priceWinner(auction, winner, rivals); // steps 13 and 14
  return toAuctionResult(auction, { entries, floored, decided, price, verdicts }); // step 15
}

/** Whoever stood in the winner's stage, eligible or not; a network that was called and had no ad has nothing to offer. */
function listRivals(
  auction: Auction,
  { stage, calls }: Decided,
  floored: readonly FlooredEntry[],
): readonly FlooredEntry[] {
  const rivals = withoutCalled(floored, { calls });
  return stage === "private"
    ? rivals.filter((entry) => isInPrivateAuction(auction, entry))
    : rivals;
}

function admit(auction: Auction, entry: Entry, rules: readonly AdmissionRule[]): boolean {
  for (const admission of rules) {
    const detail = admission.refuse(entry, auction);
    if (detail === undefined) continue;
    auction.end(entry, admission.rule, detail);
    return false;
  }
  return true;
}

function decide(auction: Auction, floored: readonly FlooredEntry[]): Decided {
  const eligible = floored.filter(({ isEligible }) => isEligible);
  const exclusive = findExclusive(auction, eligible);
  if (exclusive !== undefined) {
    return { stage: "exclusive", winner: exclusive, field: [exclusive], calls: [] };
  }
  const state: WalkState = { calls: [] };
  const stages = listStages(auction, floored);
  for (const [index, stage] of stages.entries()) {
    const isLast = index === stages.length - 1;
    const competing = withoutCalled(eligible, state);
    const held = hold(auction, { stage, isLast, eligible: competing, state });
    if (held.winner !== undefined) return { ...held, calls: state.calls };
  }
  return { stage: "none", winner: undefined, field: [], calls: state.calls };
}

function withoutCalled(
  entries: readonly FlooredEntry[],
  { calls }: Pick<Decided, "calls">,
): readonly FlooredEntry[] {
  if (calls.length === 0) return entries;
  const called = new Set(calls.map(({ bidId }) => bidId));
  return entries.filter(({ bid }) => !called.has(bid.bidId));
}

interface Holding {
  readonly stage: Stage;
  /** No other stage follows: whoever wins this one is served, or nobody. */
  readonly isLast: boolean;
  readonly eligible: readonly FlooredEntry[];
  readonly state: WalkState;
}

type Held = Omit<Decided, "calls">;

/** One stage: who competes, in which order, and who is served. */
function hold(auction: Auction, holding: Holding): Held {
  const { stage, eligible, state } = holding;
  const field = sortField(auction, compete(auction, stage, eligible));
  const winner = walkField(auction, field, state);
  const held = { stage, winner, field };
  const haveNetworksFailed = state.calls.length > 0 && winner?.bid.kind !== "mediated";
  return haveNetworksFailed ? holdAfterFailures(auction, holding, held) : held;
}

/** Networks came to nothing: what they hid, or kept in its place, may come back (step 12, A8, A10). */
function holdAfterFailures(
  auction: Auction,
  { stage, isLast, eligible, state }: Holding,
  held: Held,
): Held {
  const { privateNetworkNoAd, lowerPrioritiesReturn } = auction.configuration.options;
  if (stage === "private") {
    const goesOn = privateNetworkNoAd === "open-auction" && !isLast;
    return goesOn ? { ...held, winner: undefined } : held;
  }
  if (held.winner !== undefined && lowerPrioritiesReturn === "after-the-walk") return held;
  const rest = eligible.filter((entry) => !isMediated(entry));
  const again = sortField(auction, compete(auction, stage, rest));
  const winner = walkField(auction, again, state);
  return { stage, winner, field: [...held.field.filter(isMediated), ...again] };
}

/** Whoever was put aside before has a chance again. */
function compete(
  auction: Auction,
  stage: Stage,
  eligible: readonly FlooredEntry[],
): readonly FlooredEntry[] {
  for (const entry of eligible) auction.revive(entry);
  return keepTiers(auction, stage, eligible);
}
