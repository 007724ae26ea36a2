import { z } from "zod";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { PercentSchema } from "./supply-fields.ts";

/** What the platform keeps of the seller's price, or takes from a buyer (spec: monetize 3.7). */
export const FeeBodySchema = z.discriminatedUnion("payer", [
  z.strictObject({
    payer: z.literal("seller"),
    active: z.boolean().default(true),
    name: NameSchema.default("seller"),
    percent: PercentSchema,
  }),
  z.strictObject({
    payer: z.literal("buyer"),
    active: z.boolean().default(true),
    /** The buyer. */
    name: NameSchema,
    /** On top of the price, or out of the bid. */
    type: z.enum(["fee", "deduction"]),
    percent: PercentSchema,
  }),
]);
type FeeBody = z.output<typeof FeeBodySchema>;

export function toFees(fees: readonly FeeBody[]): AuctionConfigurationInput["fees"] {
  const seller = fees.find(({ payer }) => payer === "seller");
  const buyers = fees.flatMap((fee) =>
    fee.payer === "buyer"
      ? [[fee.name, { kind: fee.type, ratio: fee.percent / 100 }] as const]
      : [],
  );
  return { seller: (seller?.percent ?? 0) / 100, buyers: Object.fromEntries(buyers) };
}
