import type { z } from "zod";
import type { Store } from "../store/store.ts";
import { AdQualityRuleBodySchema } from "./ad-quality-rule.ts";
import { BiasBodySchema } from "./bias.ts";
import { DealBodySchema } from "./deal.ts";
import { FeeBodySchema } from "./fee.ts";
import { LineItemBodySchema } from "./line-item.ts";
import { RtbBidBodySchema } from "./rtb-bid.ts";
import { SlotBodySchema } from "./slot.ts";
import { YieldRuleBodySchema } from "./yield-rule.ts";

/** THE list of what a seller sets up around the bids of networks, in the order of the OpenAPI document. */
export const SUPPLY = {
  slots: { kind: "slot", noun: "slot", schema: SlotBodySchema },
  deals: { kind: "deal", noun: "deal", schema: DealBodySchema },
  yield_rules: { kind: "yield-rule", noun: "yield rule", schema: YieldRuleBodySchema },
  biases: { kind: "bias", noun: "bias", schema: BiasBodySchema },
  fees: { kind: "fee", noun: "fee", schema: FeeBodySchema },
  ad_quality_rules: {
    kind: "ad-quality-rule",
    noun: "ad quality rule",
    schema: AdQualityRuleBodySchema,
  },
  line_items: { kind: "line-item", noun: "line item", schema: LineItemBodySchema },
  rtb_bids: { kind: "rtb-bid", noun: "RTB bid", schema: RtbBidBodySchema },
} as const satisfies Readonly<Record<string, SupplyResource>>;

export interface SupplyResource {
  /** Of its collection in the store. */
  readonly kind: string;
  readonly noun: string;
  readonly schema: z.ZodObject | z.ZodDiscriminatedUnion<readonly z.ZodObject[]>;
}

export type SupplyKey = keyof typeof SUPPLY;
type SupplyBody<Key extends SupplyKey> = z.output<(typeof SUPPLY)[Key]["schema"]>;

/** Everything of it, as it is stored: what is switched off, too. */
export type Supply = { readonly [Key in SupplyKey]: readonly SupplyBody<Key>[] };

export const NO_SUPPLY: Supply = {
  slots: [],
  deals: [],
  yield_rules: [],
  biases: [],
  fees: [],
  ad_quality_rules: [],
  line_items: [],
  rtb_bids: [],
};

/** Reads all of it, as often as it is asked. */
export function createSupplyReader(store: Store): () => Supply {
  const collections = Object.entries(SUPPLY).map(
    ([key, { kind }]) => [key, store.collection(kind)] as const,
  );
  return () => ({
    ...NO_SUPPLY,
    ...Object.fromEntries(collections.map(([key, collection]) => [key, collection.list()])),
  });
}

/** What it is called: no two things of one kind share it. */
export function nameOf(body: object): string {
  const { slot_id: slotId, name = slotId }: { slot_id?: unknown; name?: unknown } = body;
  return typeof name === "string" ? name : "";
}
