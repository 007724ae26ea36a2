import { z } from "zod";
import type { Imp } from "../imp-schema.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { findRate, ratesField } from "../money-rates.ts";
import { readText } from "../read-text.ts";

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
    return {
      refuse({ bid, price }) {
        const deal = findDeal(findImp(bid.imp_id), readText(bid, "dealid"));
        const floor =
          (deal?.bidfloor ?? 0) * (findRate(rates, deal?.bidfloorcur ?? "USD", cur) ?? 0);
        if (price >= floor) return undefined;
        const why = `${price} is below the floor of ${floor} of deal "${deal?.id}"`;
        return { rule: "below-deal-floor", why };
      },
    };
  },
});

function findDeal(imp: Imp | undefined, dealId: string | undefined) {
  return dealId === undefined ? undefined : imp?.pmp?.deals?.find(({ id }) => id === dealId);
}
