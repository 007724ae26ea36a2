import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";

/** Bids are collected before any extra can take part: here is only the switch. */
export const demand = defineExtra({
  fields: {
    demand: optional(
      z.union([z.literal("configured"), z.object({ slot: z.string().min(1) })]),
    ).describe(
      "The ad server's own auction takes part: for the slot that is named, else for that of each impression's `tagid` or `id`",
    ),
  },
  open: () => undefined,
});
