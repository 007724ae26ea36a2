import type { Random } from "../../sdk/foundation/environment.ts";
import type { MediateRule } from "./mediate-rules.ts";
import type { BidderResponse, MediateBid, MediateWire } from "./mediate-wire.ts";

/** Why a bid did not win: with the values in it, or whom it lost to. Put into words only if somebody reads them. */
export type Loss =
  | { readonly rule: MediateRule; readonly why: string; readonly to?: undefined }
  | { readonly rule: "outbid" | "lost-tie" | "lost-to-deal"; readonly to: Entry };

/** A bid on its way through the auction. */
export interface Entry {
  readonly bidder: BidderResponse;
  readonly bid: MediateBid;
  /** Among all bids, in the order in which they were received. */
  readonly place: number;
  /** What it competes with, and what a winner is answered with. */
  price: number;
  loss: Loss | undefined;
}

/** An invalid bid that was dropped instead of failing the request. */
export interface InvalidBid {
  readonly bidder: string;
  readonly impId: string | undefined;
  readonly why: string;
}

/** All that were dropped, and the first of them in words. */
export interface InvalidBids {
  readonly count: number;
  readonly described: readonly InvalidBid[];
}

/** A bid of the ad server's own auction. */
export interface OwnBid {
  readonly bidder: string;
  readonly bid: MediateBid;
  /** Why it did not win there; absent: it takes part. */
  readonly lost?: string;
}

/** What every extra knows about the one auction it takes part in. */
export interface MediateAuction {
  readonly request: MediateWire;
  /** In the order in which they were received. */
  readonly entries: readonly Entry[];
  readonly invalidBids: InvalidBids;
  /** Undefined for an impression that the request does not list; the first counts where ids are shared. */
  readonly findImp: (impId: string) => MediateWire["imp"][number] | undefined;
  readonly random: Random;
  /** Of every price in the answer. */
  cur: string;
}

/** Those who bid for one impression and were not refused. */
export interface Contest {
  readonly impId: string;
  /** In the order in which they were received. */
  readonly entries: readonly Entry[];
  /** Best first. */
  winners: readonly Entry[];
}

/** A winner as it is answered. */
export interface WonBid {
  readonly bidId: string;
  readonly impId: string;
  readonly entry: Entry;
}

/** Where an extra may take part; each is asked in the order of the list of extras. */
export interface ExtraHooks {
  /** May change what the bid competes with. */
  readonly reprice?: (entry: Entry) => Loss | undefined;
  readonly refuse?: (entry: Entry) => Loss | undefined;
  /** Below 0 where `one` comes first, whatever the prices are. */
  readonly compareBeforePrice?: (one: Entry, other: Entry) => number;
  /** The same among equal prices; what is still equal stays as it was received. */
  readonly compareEqualPrices?: (one: Entry, other: Entry) => number;
  readonly maxWinners?: number;
  /** Once it is decided; may change what winners pay. */
  readonly settle?: (contest: Contest) => void;
  /** Goes into a winner's bid, if it was sent with it. */
  readonly noticesOf?: (won: WonBid) => Notices;
  /** Goes into the `ext` of a winner's bid. */
  readonly describeBid?: (won: WonBid) => ExtFields;
  /** Goes into the `ext` of the answer. */
  readonly describe?: (won: readonly WonBid[]) => ExtFields;
}

/** Addresses that OpenRTB has for telling a bidder. */
export interface Notices {
  readonly nurl?: string;
  readonly burl?: string;
  readonly lurl?: string;
}

/** JSON, by name. */
export type ExtFields = Readonly<Record<string, unknown>>;
