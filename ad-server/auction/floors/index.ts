/** THE ladder of floors: a precedence, not a maximum. The first rung that has one sets it (spec: monetize 3.5). */
import { dealAsk } from "./deal-ask.ts";
import { dynamic } from "./dynamic.ts";
import type { FloorRung } from "./floor-rung.ts";
import { nativeAssetAfterDynamic, nativeAssetBeforeYield } from "./native-asset.ts";
import { defaultCreative, placement } from "./reserves.ts";
import { yieldRule } from "./yield-rule.ts";

export const FLOOR_LADDER: readonly FloorRung[] = [
  dealAsk,
  nativeAssetBeforeYield,
  yieldRule,
  dynamic,
  nativeAssetAfterDynamic,
  defaultCreative,
  placement,
];
