import { z } from "zod";
import type { ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { Impression } from "../auction/targeting.ts";
import type { SlotBody } from "../supply/slot.ts";

const word = z.string().optional().catch(undefined);

/** One of them does not need a list. */
const words = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

/** What targeting can know of the user; an app may send whatever else it likes. */
const KnownUserSchema = z.object({
  country: word,
  region: word,
  city: word,
  osFamily: word,
  osVersion: word,
  browser: word,
  language: word,
  deviceType: word,
  deviceModel: word,
  segments: z.array(z.string()).catch([]),
  keyValues: z.record(z.string(), words).optional().catch(undefined),
});

/** What is known of the impression that a request asks for: the slot's word counts before the request's. */
export function toImpression(
  slot: SlotBody,
  { appId, format, sizes, user = {} }: ContextualRequest,
  atMs: number,
): Impression {
  return {
    slotId: slot.slot_id,
    publisher: slot.publisher,
    categories: slot.categories,
    isSecure: slot.secure,
    ...KnownUserSchema.parse(user),
    app: appId,
    mediaType: slot.media_type ?? format,
    size: slot.size ?? sizes?.[0]?.join("x"),
    hour: new Date(atMs).getUTCHours(),
  };
}
