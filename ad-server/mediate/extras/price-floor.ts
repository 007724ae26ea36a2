import { defineExtra } from "../mediate-extra.ts";
import { FLOOR_FIELDS, isExempt } from "./floor-fields.ts";

const { price_floor, floor_deals } = FLOOR_FIELDS;

/** The one floor of the documented endpoint: reached by an equal bid, without any tolerance. */
export const priceFloor = defineExtra({
  fields: { price_floor, floor_deals },
  open(config) {
    const { price_floor: floor } = config;
    if (floor === undefined || floor === null) return undefined;
    return {
      refuse(entry) {
        if (entry.price >= floor || isExempt(config, entry)) return undefined;
        return { rule: "below-floor", why: `${entry.price} is below the price floor of ${floor}` };
      },
    };
  },
});
