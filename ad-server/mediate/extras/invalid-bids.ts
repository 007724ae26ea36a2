import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";

/** What becomes of bids that break the format. That has been decided before there is an auction: here they are counted. */
export const invalidBids = defineExtra({
  fields: {
    on_invalid_bid: optional(z.enum(["fail", "drop"])).describe(
      "`drop`: a bid that breaks the format is left out instead of failing the request",
    ),
  },
  open: (_config, { invalidBids: { count } }) =>
    count === 0 ? undefined : { describe: () => ({ dropped_bids: count }) },
});
