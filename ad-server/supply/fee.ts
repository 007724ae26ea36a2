import { z } from "zod";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { ActiveSchema, PercentSchema } from "./supply-fields.ts";

/** What the platform keeps of the seller's price, or takes from a buyer (spec: monetize 3.7). */
export const FeeBodySchema = z.discriminatedUnion("payer", [
  z.strictObject({
    payer: z.literal("seller").describe("Who pays it"),
    active: ActiveSchema,
    name: NameSchema.default("seller").describe(
      "What it is called; the first that counts is taken",
    ),
    percent: PercentSchema.describe("What the platform keeps of the seller's price"),
  }),
  z.strictObject({
    payer: z.literal("buyer").describe("Who pays it"),
    active: ActiveSchema,
    name: NameSchema.describe("The buyer"),
    type: z.enum(["fee", "deduction"]).describe("On top of the price, or out of the bid"),
    percent: PercentSchema.describe("Of the price, or of the bid"),
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
