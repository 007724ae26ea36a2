import type { Auction, Floor, FloorSource } from "../auction.ts";
import { toMicros } from "../money.ts";
import type { FloorRung } from "./floor-rung.ts";

export const defaultCreative: FloorRung = (auction) =>
  reserve(auction, "default-creative", auction.configuration.floors.defaultCreativeUsd);

export const placement: FloorRung = (auction) =>
  reserve(auction, "placement", auction.configuration.floors.placementUsd);

function reserve(
  { configuration }: Auction,
  source: FloorSource,
  usd: number | undefined,
): Floor | undefined {
  const { floors, options } = configuration;
  const isSuperseded = floors.ymRules !== undefined && options.ymProfileWithoutRule === "no-floor";
  return usd === undefined || isSuperseded ? undefined : { source, cpm: toMicros(usd) };
}
