import type { Auction, Floor, RankedEntry } from "../auction.ts";

/** One rung of the ladder of floors: the floor it sets for a bid, or nothing, and the next rung is asked. */
export type FloorRung = (entry: RankedEntry, auction: Auction) => Floor | undefined;

export const noFloor: Floor = { source: "none", cpm: 0 };
