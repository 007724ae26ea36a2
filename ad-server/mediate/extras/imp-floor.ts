import { defineExtra } from "../mediate-extra.ts";
import { FLOOR_FIELDS, impFloor, isExempt } from "./floor-fields.ts";

const { enforce_imp_floor, floor_tolerance, floor_deals, rates } = FLOOR_FIELDS;

/** The documented endpoint never looks at the floor that an impression carries. */
export const impressionFloor = defineExtra({
  fields: { enforce_imp_floor, floor_tolerance, floor_deals, rates },
  open(config, auction) {
    if (!config.enforce_imp_floor) return undefined;
    const tolerance = config.floor_tolerance ?? 0;
    return {
      refuse(entry) {
        const floor = impFloor(config, auction, entry.bid.imp_id);
        if (entry.price + tolerance >= floor || isExempt(config, entry)) return undefined;
        const why = `${entry.price} is below the impression's floor of ${floor}`;
        return { rule: "below-imp-floor", why };
      },
    };
  },
});
