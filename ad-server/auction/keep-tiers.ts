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
  const { standard, guaranteed, rtb } = divide(auction, stage, eligible);
  return applyReselling(auction, {
    stage,
    standard: keepHighest(auction, standard),
    sent: keepOneGuaranteed(auction, guaranteed),
    rtb,
  });
}

/** Who is on the scale of priorities, in its two kinds, and who is not. */
interface Divided {
  readonly standard: readonly FlooredEntry[];
  readonly guaranteed: readonly EntryOf<"guaranteed">[];
  readonly rtb: readonly FlooredEntry[];
}

function divide(auction: Auction, stage: Stage, eligible: readonly FlooredEntry[]): Divided {
  const standard: FlooredEntry[] = [];
  const guaranteed: EntryOf<"guaranteed">[] = [];
  const rtb: FlooredEntry[] = [];
  for (const entry of eligible) {
    if (stage === "private" && !isInPrivateAuction(auction, entry)) {
      auction.end(entry, "private-auction-decided", "private deals had their own auction first");
    } else if (isGuaranteed(entry)) guaranteed.push(entry);
    else if (stage === "open" && entry.bid.kind === "rtb") rtb.push(entry);
    else standard.push(entry);
  }
  const hasPriorities = auction.configuration.options.dealPriorityInOpenAuction;
  return { standard, guaranteed, rtb: hasPriorities ? keepHighestDeals(auction, rtb) : rtb };
}

/** Private deals, and managed demand beside them (A9). */
export function isInPrivateAuction(auction: Auction, entry: FlooredEntry): boolean {
  if (isPrivateDeal(auction, entry)) return true;
  return auction.configuration.options.managedInPrivateAuction && entry.bid.kind !== "rtb";
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
