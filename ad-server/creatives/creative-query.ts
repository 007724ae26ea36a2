import { z } from "zod";

/** What a creative's frame knows about the ad in it: all of it is somebody else's text. */
export const CreativeQuerySchema = z.looseObject({
  crid: z.string().optional().describe("The creative"),
  bid: z.string().optional().describe("The price it won with, CPM"),
  sig: z.string().optional().describe("Whether the request was signed"),
  id: z.string().optional().describe("The bid, as the answer called it"),
  imp: z.string().optional().describe("The impression"),
  bidder: z.string().optional().describe("Who bid"),
});
export type CreativeQuery = z.infer<typeof CreativeQuerySchema>;

/** Undefined for what is no amount of at least zero. */
export function parseBid(bid: string | undefined): number | undefined {
  return bid !== undefined && /^\d{1,15}(\.\d{1,15})?$/.test(bid) ? Number(bid) : undefined;
}
