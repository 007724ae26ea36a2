import { z } from "zod";
import { LossRuleSchema } from "../loss-rules.ts";

/** Who asked. Labels what a device or network does with the request it does it for; decides nothing. */
export const OriginSchema = z.strictObject({
  requestId: z.string().optional(),
  nodeId: z.string().optional(),
});
export type Origin = z.infer<typeof OriginSchema>;

/** Why somebody lost: the rule, and one sentence with the values that decided. */
export const loss = { rule: LossRuleSchema, detail: z.string() };

export const ofRequest = { requestId: z.string() };

export const ofNode = {
  requestId: z.string(),
  nodeId: z.string(),
  networkId: z.string(),
  /** Place in the chain, from 1. */
  position: z.int().positive(),
  ecpmUsd: z.number(),
  /** Which part of its turn; only where the node bids live. */
  phase: z.enum(["signals", "bid", "load"]).optional(),
  /** What it has bid, where it says. */
  bidCpmUsd: z.number().optional(),
};

export const ofDeviceCall = {
  callId: z.string(),
  requestId: z.string().optional(),
  nodeId: z.string().optional(),
};

/** Which custom audience: the app that joined it, the buyer it belongs to, and its name. */
export const ofAudience = { owner: z.string(), buyer: z.string(), name: z.string() };

export const ofBid = {
  ...ofDeviceCall,
  buyer: z.string(),
  /** Name of the custom audience; absent for contextual ads and chained outcomes. */
  audience: z.string().optional(),
  renderUri: z.string(),
  bid: z.number(),
};

/** One kind of event: its name, when it happened in milliseconds since the start, and its facts. */
export function event<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), atMs: z.number().nonnegative(), ...shape });
}
