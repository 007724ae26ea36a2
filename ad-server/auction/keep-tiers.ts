import type { Auction, FlooredEntry } from "./auction.ts";
import { pickGuaranteed } from "./pick-guaranteed.ts";
import { isGuaranteed, isPrivateDeal, priorityOf, type EntryOf } from "./priorities.ts";

export type Stage = "private" | "open";

/**
 * Step 7: private deals are held an auction of their own as soon as one of them has an eligible bid. The open
 * auction follows if nobody wins that: its networks may all have failed.
 */
export function listStages(auction: Auction, entries: readonly FlooredEntry[]): readonly Stage[] {
  const deals = entries.filter((entry) => isPrivateDeal(auction, entry));
  if (deals.some(({ isEligible }) => isEligible)) return ["private", "open"];
  const { failedPrivateDealKeepsRtbOut } = auction.configuration.options;
  return deals.length > 0 && failedPrivateDealKeepsRtbOut ? ["private"] : ["open"];
}

/** Steps 8 and 9: who competes at this stage; everybody else is told why not. */
export function keepTiers(
  auction: Auction,
  stage: Stage,
  eligible: readonly FlooredEntry[],
): readonly FlooredEntry[] {
  const { inside, rtb } = divide(auction, stage, eligible);
  const standard = keepHighest(
    auction,
    inside.filter((entry) => !isGuaranteed(entry)),
  );
  const sent = keepOneGuaranteed(auction, inside.filter(isGuaranteed));
  return applyReselling(auction, { stage, standard, sent, rtb });
}

interface Divided {
  /** Bids on the scale of priorities. */
  readonly inside: readonly FlooredEntry[];
  readonly rtb: readonly FlooredEntry[];
}

function divide(auction: Auction, stage: Stage, eligible: readonly FlooredEntry[]): Divided {
  const { options } = auction.configuration;
  if (stage === "open") {
    const rtb = eligible.filter(({ bid }) => bid.kind === "rtb");
    return {
      inside: eligible.filter(({ bid }) => bid.kind !== "rtb"),
      rtb: options.dealPriorityInOpenAuction ? keepHighestDeals(auction, rtb) : rtb,
    };
  }
  const isInside = (entry: FlooredEntry): boolean =>
    isPrivateDeal(auction, entry) || (options.managedInPrivateAuction && entry.bid.kind !== "rtb");
  for (const entry of eligible) {
    if (isInside(entry)) continue;
    auction.end(entry, "private-auction-decided", "private deals had their own auction first");
  }
  return { inside: eligible.filter(isInside), rtb: [] };
}

function keepHighest(auction: Auction, entries: readonly FlooredEntry[]): readonly FlooredEntry[] {
  const top = topOf(entries);
  return entries.filter((entry) => {
    const priority = priorityOf(entry) ?? 0;
    if (priority === top) return true;
    const rule = entry.deal === undefined ? "lower-managed-priority" : "lower-deal-priority";
    auction.end(entry, rule, `priority ${priority}, and one of ${top} is present`);
    return false;
  });
}

/** With A11: among deals of the open auction. */
function keepHighestDeals(auction: Auction, rtb: readonly FlooredEntry[]): readonly FlooredEntry[] {
  const deals = keepHighest(
    auction,
    rtb.filter(({ deal }) => deal !== undefined),
  );
  return rtb.filter((entry) => entry.deal === undefined || deals.includes(entry));
}

function keepOneGuaranteed(
  auction: Auction,
  entries: readonly EntryOf<"guaranteed">[],
): EntryOf<"guaranteed"> | undefined {
  const highest = keepHighest(auction, entries).filter(isGuaranteed);
  const sent = pickGuaranteed(auction, highest);
  for (const entry of highest) {
    if (entry === sent || sent === undefined) continue;
    const detail = `"${sent.bid.bidId}" was sent, of ${highest.length} with a priority of ${priorityOf(sent)}`;
    auction.end(entry, "guaranteed-not-sent", detail);
  }
  return sent;
}

interface Kept {
  readonly stage: Stage;
  readonly standard: readonly FlooredEntry[];
  readonly sent: EntryOf<"guaranteed"> | undefined;
  readonly rtb: readonly FlooredEntry[];
}

/** Managed demand at or above the reselling priority competes alone; below it, prices decide. */
function applyReselling(auction: Auction, kept: Kept): readonly FlooredEntry[] {
  const { stage, standard, sent, rtb } = kept;
  const { resellingPriority, priorityBelowReselling, privateAgainstGuaranteed } =
    auction.configuration.options;
  const managed = sent === undefined ? standard : [...standard, sent];
  const top = topOf(managed);
  const isAbove = top >= resellingPriority;
  const below = stage === "private" ? privateAgainstGuaranteed : priorityBelowReselling;
  const competing = isAbove || below === "priority" ? keepHighest(auction, managed) : managed;
  if (!isAbove) return [...competing, ...rtb];
  for (const entry of rtb) {
    const detail = `managed demand of priority ${top} is present, and RTB competes below ${resellingPriority} only`;
    auction.end(entry, "rtb-excluded", detail);
  }
  return competing;
}

function topOf(entries: readonly FlooredEntry[]): number {
  return entries.reduce((top, entry) => Math.max(top, priorityOf(entry) ?? 0), 0);
}
