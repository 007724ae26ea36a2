import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";

/** The same request gives the same ids, luck included. Ids are drawn before any extra can take part: here is only the switch. */
export const replay = defineExtra({
  fields: {
    seed: optional(z.number()).describe("The same ids and draws for the same seed and request id"),
  },
  open: () => undefined,
});
