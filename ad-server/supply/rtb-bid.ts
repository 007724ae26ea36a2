import { z } from "zod";
import type { Random } from "../../sdk/foundation/environment.ts";
import { HIGHEST_CPM, type AuctionBid } from "../auction/auction-bid.ts";
import { CurrencySchema, NameSchema } from "../management/fields.ts";
import { ActiveSchema, adFields, CpmSchema, NamesSchema } from "./supply-fields.ts";
import { TargetingBodySchema, toTargeting } from "./targeting-body.ts";

/** What a live buyer would bid: always the same, anything between two prices, or log-normal around a mean. */
const BidPriceSchema = z.union([
  CpmSchema,
  z
    .strictObject({
      from: CpmSchema.describe("The lowest price"),
      to: CpmSchema.describe("The highest; all between are as likely"),
    })
    .refine(({ from, to }) => from <= to, "A price range goes from the lower to the higher"),
  z.strictObject({
    mean: CpmSchema.describe("Of prices that are distributed log-normally"),
    sigma: z.number().positive().max(5).default(1).describe("How far their logarithms scatter"),
  }),
]);

/** A live buyer, as far as an auction sees it: what it bids for impressions that it wants. */
export const RtbBidBodySchema = z.strictObject({
  name: NameSchema.describe("Unique among RTB bids"),
  active: ActiveSchema,
  buyer: NameSchema.describe("Who bids"),
  cpm: BidPriceSchema.describe("A price, a range of prices, or a mean that prices lie around"),
  currency: CurrencySchema.default("USD").describe("Of its prices; needs a rate, unless it is USD"),
  bid_rate: z.number().min(0).max(1).default(1).describe("Chance that it bids at all"),
  deals: NamesSchema.default([]).describe("Names of deals that it bids on"),
  targeting: TargetingBodySchema.default({}).describe("Which impressions it wants"),
  ...adFields,
});
export type RtbBidBody = z.output<typeof RtbBidBodySchema>;

/** What it bids this time; undefined where it does not. Draws as often whatever comes of it. */
export function drawRtbBid(body: RtbBidBody, luck: Random): AuctionBid | undefined {
  const [chance, place, angle] = [luck.next(), luck.next(), luck.next()];
  if (chance >= body.bid_rate) return undefined;
  return {
    kind: "rtb",
    bidId: body.name,
    buyerId: body.buyer,
    isActive: body.active,
    cpm: toPrice(body.cpm, place, angle),
    currency: body.currency,
    caps: [],
    isSecure: true,
    dealIds: body.deals,
    targeting: toTargeting(body.targeting),
    brand: body.brand,
    category: body.category,
    creativeId: body.creative_id,
  };
}

function toPrice(price: RtbBidBody["cpm"], place: number, angle: number): number {
  if (typeof price === "number") return price;
  if ("from" in price) return toSixDecimals(price.from + (price.to - price.from) * place);
  // Box and Muller: a normal number out of two even ones; the shift makes `mean` the mean.
  const normal = Math.sqrt(-2 * Math.log(1 - place)) * Math.cos(2 * Math.PI * angle);
  return toSixDecimals(price.mean * Math.exp(price.sigma * normal - price.sigma ** 2 / 2));
}

function toSixDecimals(cpm: number): number {
  return Math.min(HIGHEST_CPM, Math.round(cpm * 1e6) / 1e6);
}
