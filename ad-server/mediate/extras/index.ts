import type { MediateExtra } from "../mediate-extra.ts";
import { bidAdjustments } from "./bid-adjustments.ts";
import { blockedAdvertisers } from "./blocked-advertisers.ts";
import { creativeSize } from "./creative-size.ts";
import { currency } from "./currency.ts";
import { dealFloor } from "./deal-floor.ts";
import { demand } from "./demand.ts";
import { echoNotices } from "./echo-notices.ts";
import { explain } from "./explain.ts";
import { floorRules } from "./floor-rules.ts";
import { impressionFloor } from "./imp-floor.ts";
import { invalidBids } from "./invalid-bids.ts";
import { latency } from "./latency.ts";
import { maxBids } from "./max-bids.ts";
import { notices } from "./notices.ts";
import { preferDeals } from "./prefer-deals.ts";
import { priceFloor } from "./price-floor.ts";
import { rejectZero } from "./reject-zero.ts";
import { replay } from "./replay.ts";
import { secondPrice } from "./second-price.ts";
import { secureMarkup } from "./secure-markup.ts";
import { targeting } from "./targeting.ts";
import { tieBreak } from "./tie-break.ts";
import { unknownImp } from "./unknown-imp.ts";

/** THE list of what a request may ask for, in the order in which it takes effect. */
export const EXTRAS: readonly MediateExtra[] = [
  invalidBids,
  replay,
  demand,
  latency,
  unknownImp,
  currency,
  bidAdjustments,
  rejectZero,
  priceFloor,
  impressionFloor,
  floorRules,
  dealFloor,
  creativeSize,
  secureMarkup,
  blockedAdvertisers,
  preferDeals,
  tieBreak,
  maxBids,
  secondPrice,
  targeting,
  notices,
  echoNotices,
  explain,
];

/** All keys of `ext.config`; some are read by several extras. */
export const EXTRA_FIELDS = {
  ...invalidBids.fields,
  ...replay.fields,
  ...demand.fields,
  ...latency.fields,
  ...unknownImp.fields,
  ...currency.fields,
  ...bidAdjustments.fields,
  ...rejectZero.fields,
  ...priceFloor.fields,
  ...impressionFloor.fields,
  ...floorRules.fields,
  ...dealFloor.fields,
  ...creativeSize.fields,
  ...secureMarkup.fields,
  ...blockedAdvertisers.fields,
  ...preferDeals.fields,
  ...tieBreak.fields,
  ...maxBids.fields,
  ...secondPrice.fields,
  ...targeting.fields,
  ...notices.fields,
  ...echoNotices.fields,
  ...explain.fields,
};
