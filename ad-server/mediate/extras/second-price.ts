import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { roundPrice } from "../money-rates.ts";
import { FLOOR_FIELDS, impFloor } from "./floor-fields.ts";
import { createFloorOf, floorRulesField } from "./floor-rules.ts";

const { price_floor, enforce_imp_floor, rates } = FLOOR_FIELDS;
const usualStep = 0.01;

/** A winner pays a step more than the next bid, no less than the floors and no more than it bid. */
export const secondPrice = defineExtra({
  fields: {
    auction_type: optional(z.union([z.literal(1), z.literal(2)])).describe(
      "As OpenRTB's `at`; 2: winners pay the second price",
    ),
    second_price_step: optional(z.number().min(0)).describe(
      "What is added to the second price; default: 0.01",
    ),
    price_floor,
    enforce_imp_floor,
    floor_rules: floorRulesField,
    rates,
  },
  open(config, auction) {
    if (config.auction_type !== 2) return undefined;
    const floorOf = createFloorOf(config, auction);
    const step = config.second_price_step ?? usualStep;
    return {
      settle({ impId, entries, winners }) {
        const floor = Math.max(config.price_floor ?? 0, impFloor(config, auction, impId));
        let bestLost = -Infinity;
        for (const { price, loss } of entries) {
          if (loss !== undefined) bestLost = Math.max(bestLost, price);
        }
        for (const [place, winner] of winners.entries()) {
          const next = winners[place + 1]?.price ?? bestLost;
          const least = Math.max(floor, floorOf(winner) ?? 0, next + step);
          winner.price = Math.min(winner.price, roundPrice(least));
        }
      },
    };
  },
});
