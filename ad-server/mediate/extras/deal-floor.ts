import { z } from "zod";
import type { Imp } from "../imp-schema.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { findRate, ratesField } from "../money-rates.ts";
import { readText } from "../read-text.ts";
import { shorten } from "../shorten.ts";

/** A bid of a deal against the floor that the impression has for that deal. */
export const dealFloor = defineExtra({
  fields: {
    enforce_deal_floor: optional(z.boolean()).describe(
      "Hold bids of deals against their floor in `imp.pmp.deals`",
    ),
    rates: ratesField,
  },
  open({ enforce_deal_floor: isEnforced, rates }, { findImp, cur }) {
    if (!isEnforced) return undefined;
    const findDeal = createDealFinder();
    return {
      refuse({ bid, price }) {
        const dealId = readText(bid, "dealid");
        if (dealId === undefined) return undefined;
        const deal = findDeal(findImp(bid.imp_id), dealId);
        const floor =
          (deal?.bidfloor ?? 0) * (findRate(rates, deal?.bidfloorcur ?? "USD", cur) ?? 0);
        if (price >= floor) return undefined;
        const why = `${price} is below the floor of ${floor} of deal "${shorten(deal?.id ?? "")}"`;
        return { rule: "below-deal-floor", why };
      },
    };
  },
});

type Deal = NonNullable<NonNullable<Imp["pmp"]>["deals"]>[number];

/** Each impression's deals are looked through once; the first counts where ids are shared. */
function createDealFinder() {
  const known = new Map<Imp, ReadonlyMap<string, Deal>>();
  return (imp: Imp | undefined, dealId: string): Deal | undefined => {
    if (imp === undefined) return undefined;
    const deals =
      known.get(imp) ?? new Map(imp.pmp?.deals?.toReversed().map((deal) => [deal.id, deal]));
    known.set(imp, deals);
    return deals.get(dealId);
  };
}
