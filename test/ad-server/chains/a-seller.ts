import type { z } from "zod";
import { decideSlot, type SlotDecision } from "../../../ad-server/chains/decide-slot.ts";
import { MediatedBidSchema } from "../../../ad-server/auction/auction-bid.ts";
import type { MediatedSource } from "../../../ad-server/chains/mediated-source.ts";
import type { SellerSetup } from "../../../ad-server/chains/seller-setup.ts";
import type { SellerPlatform } from "../../../ad-server/chains/to-auction-input.ts";
import { SlotBodySchema } from "../../../ad-server/supply/slot.ts";
import {
  NO_SUPPLY,
  SUPPLY,
  type Supply,
  type SupplyKey,
} from "../../../ad-server/supply/supply.ts";
import type { ContextualRequest } from "../../../sdk/model/mediation-chain.ts";

type SlotInput = Partial<z.input<typeof SlotBodySchema>>;
type SupplyInput = {
  readonly [Key in SupplyKey]?: readonly z.input<(typeof SUPPLY)[Key]["schema"]>[];
};

export interface SellerInput {
  readonly slot?: SlotInput;
  readonly sources?: readonly MediatedSource[];
  readonly supply?: SupplyInput;
  readonly platform?: Partial<Omit<SellerSetup, "supply">>;
  readonly request?: Partial<ContextualRequest>;
  readonly luckId?: string;
}

/** What the seller answers for slot `home`, by what an operator would have set up. */
export function decide(input: SellerInput): SlotDecision {
  const slot = SlotBodySchema.parse({ slot_id: "home", enable_for_mediation: true, ...input.slot });
  const platform: SellerPlatform = {
    setup: {
      supply: parseSupply(input.supply ?? {}),
      ratesUsd: {},
      houseSdks: new Map(),
      defaultContentRetrievalTimeoutMs: 1000,
      isMediationEnabledByDefault: true,
      ...input.platform,
    },
    sources: input.sources ?? [],
  };
  return decideSlot(slot, platform, {
    auctionId: "auction-1",
    luckId: input.luckId ?? "luck",
    atMs: Date.parse("2024-03-01T18:30:00Z"),
    request: { appId: "com.example.app", slotId: "home", format: "banner", ...input.request },
  });
}

function parseSupply(input: SupplyInput): Supply {
  const parsed = Object.entries(input).map(([key, bodies]) => [
    key,
    bodies.map((body) => SUPPLY[key as SupplyKey].schema.parse(body)),
  ]);
  return { ...NO_SUPPLY, ...Object.fromEntries(parsed) };
}

/** A bid of the network of its own name, which any SDK can ask. */
export const network = (name: string, cpm: number, more: Partial<MediatedSource> = {}) => ({
  bid: MediatedBidSchema.parse({
    kind: "mediated",
    bidId: name,
    networkId: `${name}-network`,
    cpm,
  }),
  sdk: { adapter: "an-adapter", options: { of: name } },
  ...more,
});

export const lineItem = (name: string, revenueValue: number, more: object = {}) => ({
  name,
  type: "standard" as const,
  revenue_value: revenueValue,
  render_uri: `https://${name}.example/ad`,
  ...more,
});

export const rtbBid = (name: string, cpm: number, more: object = {}) => ({
  name,
  buyer: name,
  cpm,
  render_uri: `https://${name}.example/ad`,
  ...more,
});
