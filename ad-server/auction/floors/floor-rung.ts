import type { Auction, Floor, RankedEntry } from "../auction.ts";

/** The floor that a bid has, or nothing, and the next rung is asked. */
export type FindFloor = (entry: RankedEntry) => Floor | undefined;

/** The whole ladder, as it stands in one auction: every bid has a floor, though it may be none. */
export type FloorLadder = (entry: RankedEntry) => Floor;

/**
 * One rung of the ladder of floors, as it stands in one auction: the floor that it sets for everybody, who gets which,
 * or nothing where it has no say.
 */
export type FloorRung = (auction: Auction) => Floor | FindFloor | undefined;

export const noFloor: Floor = { source: "none", cpm: 0 };
