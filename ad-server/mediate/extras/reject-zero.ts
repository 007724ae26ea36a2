import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { readText } from "../read-text.ts";

export const rejectZero = defineExtra({
  fields: {
    reject_zero: optional(z.boolean()).describe("Bids of 0 take no part, unless they have a deal"),
  },
  open({ reject_zero: isRejected }) {
    if (!isRejected) return undefined;
    return {
      refuse: ({ bid, price }) =>
        price === 0 && readText(bid, "dealid") === undefined
          ? { rule: "zero-price", why: "it bids 0 and belongs to no deal" }
          : undefined,
    };
  },
});
