import { z } from "zod";
import { HIGHEST_CPM } from "../auction/auction-bid.ts";
import { NameSchema } from "../management/fields.ts";

/** In USD per thousand impressions, unless a field beside it says in which currency. */
export const CpmSchema = z.number().nonnegative().max(HIGHEST_CPM);

export const NamesSchema = z.array(NameSchema);

/** From 1 to 10 (spec: monetize 3.5); rules without conditions have 1. */
export const RulePrioritySchema = z.int().min(1).max(10).default(5);

/** A part of a price, in percent. */
export const PercentSchema = z.number().min(0).lt(100);
