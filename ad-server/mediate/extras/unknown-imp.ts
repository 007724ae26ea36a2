import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { shorten } from "../shorten.ts";

export const unknownImp = defineExtra({
  fields: {
    unknown_imp: optional(z.enum(["keep", "reject"])).describe(
      "`reject`: bids for impressions that the request does not list take no part",
    ),
  },
  open({ unknown_imp: choice }, { findImp }) {
    if (choice !== "reject") return undefined;
    return {
      refuse: ({ bid: { imp_id: impId } }) =>
        findImp(impId) === undefined
          ? { rule: "unknown-imp", why: `the request lists no impression "${shorten(impId)}"` }
          : undefined,
    };
  },
});
