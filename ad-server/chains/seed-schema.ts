import { z } from "zod";
import { bidInputShape } from "../management/bid-schema.ts";
import { CurrencyRateSchema } from "../management/currency-rates.ts";
import { NameSchema } from "../management/fields.ts";
import { networkInputShape } from "../management/network-schema.ts";
import { SettingsSchema } from "../management/settings.ts";
import { PayoutFieldsSchema } from "../performance/payout-schema.ts";
import { SUPPLY } from "../supply/supply.ts";

/** Of the built-in partner "Custom Mobile Network": whatever has an SDK. */
const customMobileNetwork = 26;

const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).default([]);

/** A network as it is added, of a type that fits every app unless it says otherwise. */
const NetworkSeedSchema = z.strictObject({
  ...networkInputShape,
  creative_custom_request_partner_id: z
    .int()
    .default(customMobileNetwork)
    .describe("What it is a network of; default: a custom network for apps"),
  active: z.boolean().default(true).describe("Whether any of its bids takes part in auctions"),
});

/** A bid as it is added, with its network by name: nobody knows numbers beforehand. */
const { mediated_network_id: _byName, ...bidSeedShape } = bidInputShape;
const BidSeedSchema = z.strictObject({
  ...bidSeedShape,
  network: NameSchema.describe("The network that it is a bid of"),
});

/** What the seller has told the platform before the first request, in the words of the REST routes. */
export const PlatformSeedSchema = z.strictObject({
  settings: SettingsSchema.prefault({}).describe("As PATCH /settings takes them"),
  rates: listOf(CurrencyRateSchema).describe("What currencies are worth, by day"),
  networks: listOf(NetworkSeedSchema).describe("As POST /mediated-networks takes them"),
  bids: listOf(BidSeedSchema).describe("As POST /mediated-bids takes them, the network by name"),
  payouts: listOf(PayoutFieldsSchema).describe(
    "What networks say that days came to, as PUT /payouts takes it; known once the day is over",
  ),
  deals: listOf(SUPPLY.deals.schema).describe("As POST /deals takes them"),
  yield_rules: listOf(SUPPLY.yield_rules.schema).describe("As POST /yield-rules takes them"),
  biases: listOf(SUPPLY.biases.schema).describe("As POST /biases takes them"),
  fees: listOf(SUPPLY.fees.schema).describe("As POST /fees takes them"),
  ad_quality_rules: listOf(SUPPLY.ad_quality_rules.schema).describe(
    "As POST /ad-quality-rules takes them",
  ),
  line_items: listOf(SUPPLY.line_items.schema).describe("As POST /line-items takes them"),
  rtb_bids: listOf(SUPPLY.rtb_bids.schema).describe("As POST /rtb-bids takes them"),
});
export type PlatformSeed = z.output<typeof PlatformSeedSchema>;
