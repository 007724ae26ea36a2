import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";

/** What becomes of a bid that breaks the format. It has to be decided before there is an auction: here is only the switch. */
export const invalidBids = defineExtra({
  fields: {
    on_invalid_bid: optional(z.enum(["fail", "drop"])).describe(
      "`drop`: a bid that breaks the format is left out instead of failing the request",
    ),
  },
  open: () => undefined,
});
