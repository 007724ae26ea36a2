import { z } from "zod";
import type { ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { AuctionRequest } from "../auction/auction.ts";

const SeenSchema = z.object({
  seen: z.record(z.string(), z.number().nonnegative()).optional().catch(undefined),
});

/** How many impressions of each bid the user has had, as far as the app says: the server does not know users apart. */
export function readSeen({ user = {} }: ContextualRequest): AuctionRequest["seen"] {
  return SeenSchema.parse(user).seen;
}
