import { z } from "zod";
import { PrioritySchema } from "../auction/auction-bid.ts";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { CpmSchema, NamesSchema } from "./supply-fields.ts";

/** An agreement with some buyers on some price (spec: monetize 3.1). */
export const DealBodySchema = z.strictObject({
  /** What buyers call it when they bid on it. */
  name: NameSchema,
  active: z.boolean().default(true),
  type: z.enum(["open", "private"]).default("open"),
  auction_type: z.enum(["standard", "fixed"]).default("standard"),
  /** The least a buyer must bid; null: the market's price. 0 is a price. */
  ask_price: CpmSchema.nullable().default(null),
  /** Decides between private deals only. */
  priority: PrioritySchema.default(5),
  buyers: NamesSchema.min(1, "A deal has a buyer"),
  /** Whether banned brands may buy on it all the same. */
  admits_banned: z.boolean().default(false),
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
