/** THE ladder of floors: a precedence, not a maximum. The first rung that has one sets it (spec: monetize 3.5). */
import type { Auction } from "../auction.ts";
import { dealAsk } from "./deal-ask.ts";
import { dynamic } from "./dynamic.ts";
import { noFloor, type FindFloor, type FloorLadder, type FloorRung } from "./floor-rung.ts";
import { nativeAssetAfterDynamic, nativeAssetBeforeYield } from "./native-asset.ts";
import { defaultCreative, placement } from "./reserves.ts";
import { yieldRule } from "./yield-rule.ts";

const FLOOR_LADDER: readonly FloorRung[] = [
  dealAsk,
  nativeAssetBeforeYield,
  yieldRule,
  dynamic,
  nativeAssetAfterDynamic,
  defaultCreative,
  placement,
];

/** The ladder as it stands in one auction: it ends with the first floor that is everybody's. */
export function raiseLadder(auction: Auction): FloorLadder {
  const finders: FindFloor[] = [];
  let last = noFloor;
  for (const rung of FLOOR_LADDER) {
    const floor = rung(auction);
    if (typeof floor === "function") finders.push(floor);
    else if (floor !== undefined) {
      last = floor;
      break;
    }
  }
  return (entry) => {
    for (const find of finders) {
      const floor = find(entry);
      if (floor !== undefined) return floor;
    }
    return last;
  };
}
