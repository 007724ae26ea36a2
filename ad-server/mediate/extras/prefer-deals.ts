import { z } from "zod";
import type { Entry } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { readText } from "../read-text.ts";

export const preferDeals = defineExtra({
  fields: {
    prefer_deals: optional(z.boolean()).describe("A bid of a deal beats every bid without one"),
  },
  open: ({ prefer_deals: isPreferred }) =>
    isPreferred ? { compareBeforePrice: (one, other) => placeOf(one) - placeOf(other) } : undefined,
});

function placeOf({ bid }: Entry): number {
  return readText(bid, "dealid") === undefined ? 1 : 0;
}
