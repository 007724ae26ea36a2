import { z } from "zod";
import { PrioritySchema } from "../auction/auction-bid.ts";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { ActiveSchema, CpmSchema, NamesSchema } from "./supply-fields.ts";

/** An agreement with some buyers on some price (spec: monetize 3.1). */
export const DealBodySchema = z.strictObject({
  name: NameSchema.describe("What buyers call it when they bid on it; unique among deals"),
  active: ActiveSchema,
  type: z
    .enum(["open", "private"])
    .default("open")
    .describe("Whether it competes with all others, or keeps them out"),
  auction_type: z
    .enum(["standard", "fixed"])
    .default("standard")
    .describe("Whether its buyer pays what it bids, or the ask price whatever it bids"),
  ask_price: CpmSchema.nullable()
    .default(null)
    .describe("The least a buyer must bid; null: what the market asks; 0 is a price"),
  priority: PrioritySchema.default(5).describe("Decides between private deals only"),
  buyers: NamesSchema.min(1, "A deal has a buyer").describe("Who may bid on it"),
  admits_banned: z
    .boolean()
    .default(false)
    .describe("Whether banned brands may buy on it all the same"),
});
type DealBody = z.output<typeof DealBodySchema>;

type DealInput = NonNullable<AuctionConfigurationInput["deals"]>[number];

export function toDeal({ name, active, type, auction_type, ...body }: DealBody): DealInput {
  return {
    dealId: name,
    isActive: active,
    auction: type,
    pricing: auction_type,
    askUsd: body.ask_price,
    priority: body.priority,
    buyerIds: body.buyers,
    admitsBanned: body.admits_banned,
  };
}
