import type { AuctionRule } from "../../sdk/model/auction-rules.ts";
import type { Auction, Entry, Floor, FlooredEntry, FloorSource, Verdict } from "./auction.ts";
import type { BidKind } from "./auction-bid.ts";
import type { Stage } from "./keep-tiers.ts";
import { toUsd } from "./money.ts";
import type { Price } from "./price-winner.ts";
import type { WalkedCall } from "./walk-field.ts";

/** How one impression was decided. */
export interface AuctionResult {
  /** Which auction decided; `none`: nobody won. */
  readonly stage: Stage | "exclusive" | "none";
  readonly winner: AuctionWinner | undefined;
  readonly served: "ad" | "default-creative" | "psa" | "blank";
  /** Every bid, in the order in which they came in. */
  readonly bids: readonly JudgedBid[];
  /** Bids in the order in which they were considered: what a chain is made of. */
  readonly ranking: readonly string[];
  /** Networks that were called, in order. */
  readonly calls: readonly WalkedCall[];
}

export interface AuctionWinner extends Price {
  readonly bidId: string;
  readonly kind: BidKind;
  readonly networkId?: string;
  readonly buyerId?: string;
  readonly dealId?: string;
}

export interface JudgedBid {
  readonly bidId: string;
  readonly kind: BidKind;
  /** What it was sorted by; absent where it was not admitted. */
  readonly rankUsd?: number;
  readonly floor?: {
    readonly source: FloorSource;
    readonly cpmUsd: number;
    readonly ruleId?: string;
  };
  /** What ended it; absent for the winner. */
  readonly rule?: AuctionRule;
  /** One sentence with the values that decided. */
  readonly detail?: string;
}

/** How the stages ended. */
export interface Decided {
  readonly stage: AuctionResult["stage"];
  readonly winner: FlooredEntry | undefined;
  readonly field: readonly FlooredEntry[];
  readonly calls: readonly WalkedCall[];
}

interface Held {
  readonly entries: readonly Entry[];
  readonly floored: readonly FlooredEntry[];
  readonly decided: Decided;
  readonly price: Price | undefined;
  readonly verdicts: readonly (Verdict | undefined)[];
}

/** Step 15: every bid with its floor, its rank price and its reason. */
export function toAuctionResult({ configuration }: Auction, held: Held): AuctionResult {
  const { entries, floored, decided, price, verdicts } = held;
  const { stage, winner, field, calls } = decided;
  const known: (FlooredEntry | undefined)[] = entries.map(() => undefined);
  for (const entry of floored) known[entry.index] = entry;
  return {
    stage,
    winner: winner && price && { ...toWinner(winner), ...price },
    served: winner === undefined ? configuration.fallback : "ad",
    bids: entries.map((entry) => judge(entry, known[entry.index], verdicts[entry.index])),
    ranking: field.map(({ bid }) => bid.bidId),
    calls,
  };
}

function toWinner({ bid, deal }: FlooredEntry): Omit<AuctionWinner, keyof Price> {
  const { bidId, kind } = bid;
  return {
    bidId,
    kind,
    ...(bid.kind === "mediated" && { networkId: bid.networkId }),
    ...(bid.kind === "rtb" && { buyerId: bid.buyerId }),
    ...(deal !== undefined && { dealId: deal.dealId }),
  };
}

function judge(
  { bid }: Entry,
  floored: FlooredEntry | undefined,
  verdict: Verdict | undefined,
): JudgedBid {
  const { bidId, kind } = bid;
  if (floored === undefined) return { bidId, kind, ...verdict };
  const rankUsd = toUsd(floored.rank);
  const floor = toFloor(floored.floor);
  if (verdict === undefined) return { bidId, kind, rankUsd, floor };
  return { bidId, kind, rankUsd, floor, rule: verdict.rule, detail: verdict.detail };
}

function toFloor({ source, cpm, ruleId }: Floor): NonNullable<JudgedBid["floor"]> {
  const cpmUsd = toUsd(cpm);
  return ruleId === undefined ? { source, cpmUsd } : { source, cpmUsd, ruleId };
}
