import { z } from "zod";
import type { JsonObject } from "../foundation/json.ts";
import { JsonObjectSchema } from "../model/signals.ts";
import { NetworkErrorSchema } from "./load-result.ts";
import type { LossReason } from "./loss-reasons.ts";
import type { NetworkError } from "./network-adapter.ts";

/** A live offer for one ad request. */
export interface NetworkBid {
  readonly kind: "bid";
  /** What an impression pays, in USD CPM; absent where only the device knows, because its auction made the bid. */
  readonly cpmUsd?: number | undefined;
  /** The outcome of the network's own ad selection that stands behind the bid. */
  readonly adSelectionId?: string | undefined;
  readonly renderUri?: string | undefined;
  /** Whatever the network needs to load the ad; handed back with the bid, and nobody else reads it. */
  readonly markup?: string | undefined;
}

export interface NetworkNoBid {
  readonly kind: "no-bid";
  /** One sentence for the ledger. */
  readonly reason: string;
}

export interface NetworkSignals {
  readonly kind: "signals";
  readonly signals: JsonObject;
}

export type SignalsResult = NetworkSignals | NetworkError;
export type BidResult = NetworkBid | NetworkNoBid | NetworkError;

interface Notice {
  readonly requestId: string;
  readonly nodeId: string;
  readonly bid: NetworkBid;
}

export interface WinNotice extends Notice {
  /** What the ad pays: every bid pays its own price. */
  readonly cpmUsd: number | undefined;
}

export interface LossNotice extends Notice {
  readonly lossReason: LossReason;
  /** What the request's ad pays; undefined where nobody won, or nobody says. */
  readonly winnerCpmUsd: number | undefined;
}

const BidSchema = z
  .object({
    kind: z.literal("bid"),
    cpmUsd: z.number().nonnegative().optional(),
    adSelectionId: z.string().optional(),
    renderUri: z.string().optional(),
    markup: z.string().optional(),
  })
  .refine(({ cpmUsd, adSelectionId }) => cpmUsd !== undefined || adSelectionId !== undefined, {
    path: ["cpmUsd"],
    message: "a bid has a price, or the ad selection that has one",
  });

/** What `requestBid` may answer. */
export const BidResultSchema: z.ZodType<BidResult> = z.discriminatedUnion("kind", [
  BidSchema,
  z.object({ kind: z.literal("no-bid"), reason: z.string() }),
  NetworkErrorSchema,
]);

/** What `collectSignals` may answer. */
export const SignalsResultSchema: z.ZodType<SignalsResult> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("signals"), signals: JsonObjectSchema }),
  NetworkErrorSchema,
]);
