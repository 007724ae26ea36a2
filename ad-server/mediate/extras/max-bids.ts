import { defineExtra } from "../mediate-extra.ts";
import { int64, optional } from "../mediate-fields.ts";

/** Each repeats its impression. */
const mostBids = 20;

export const maxBids = defineExtra({
  fields: {
    max_bids_per_imp: optional(int64(1)).describe(
      "How many bids of an impression are answered, best first",
    ),
  },
  open: ({ max_bids_per_imp: maxWinners }) =>
    maxWinners ? { maxWinners: Math.min(maxWinners, mostBids) } : undefined,
});
