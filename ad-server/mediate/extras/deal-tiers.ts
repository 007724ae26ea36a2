import { z } from "zod";
import type { Entry } from "../mediate-auction.ts";
import { readText } from "../read-text.ts";

export const DealTiersSchema = z
  .record(
    z.string(),
    z.object({
      prefix: z.string().min(1),
      min: z.int().min(1).describe("The least `deal_priority` that counts"),
    }),
  )
  .default({})
  .describe("By bidder: what its deals of some priority are called, for line items of their own");

/** Such as `tier7`; undefined for a bid of no deal, or of a deal that does not matter enough. It ranks nobody. */
export function dealTierOf(
  tiers: z.output<typeof DealTiersSchema>,
  { bid, bidder: { bidder } }: Entry,
): string | undefined {
  const tier = Object.hasOwn(tiers, bidder) ? tiers[bidder] : undefined;
  if (tier === undefined || readText(bid, "dealid") === undefined) return undefined;
  const priority = bid["deal_priority"];
  const isHigh = typeof priority === "number" && Number.isSafeInteger(priority);
  return isHigh && priority >= tier.min ? `${tier.prefix}${priority}` : undefined;
}
