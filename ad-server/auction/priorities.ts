import type { Auction, Entry, FlooredEntry } from "./auction.ts";
import type { BidOf } from "./auction-bid.ts";

/** An entry whose bid is of one kind. */
export type EntryOf<Kind extends "guaranteed" | "mediated" | "managed" | "rtb"> = FlooredEntry & {
  readonly bid: BidOf<Kind>;
};

export function isGuaranteed(entry: FlooredEntry): entry is EntryOf<"guaranteed"> {
  return entry.bid.kind === "guaranteed";
}

export function isMediated(entry: FlooredEntry): entry is EntryOf<"mediated"> {
  return entry.bid.kind === "mediated";
}

export function isPrivateDeal({ configuration }: Auction, { deal }: Entry): boolean {
  if (deal?.auction !== "private") return false;
  return deal.askUsd !== null || configuration.options.privateDealWithoutAsk === "private";
}

/** All managed demand shares one scale, and so do private deals; RTB has no priority. */
export function priorityOf({ bid, deal }: Entry): number | undefined {
  switch (bid.kind) {
    case "mediated":
    case "managed":
      return bid.priority;
    case "guaranteed":
      return bid.priority ?? (bid.delivery === "exclusive" ? 19 : 14);
    case "rtb":
      return deal?.priority;
  }
}
