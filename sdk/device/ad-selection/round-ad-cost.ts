import type { Random } from "../../foundation/environment.ts";

/** Bits of the mantissa that are kept, so that a report cannot carry a user's name in a price. */
const keptBits = 8;

/**
 * Rounds as Android rounds what a click costs: down, or up by luck. The luck is half a unit at most, so what
 * is over by less than half a unit always goes down (spec: on-device 7).
 */
export function roundAdCost(adCost: number, random: Random): number {
  const exponent = Math.trunc(Math.log2(Math.abs(adCost)));
  if (exponent < -128) return adCost < 0 ? -0 : 0;
  if (exponent > 127) return adCost < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const units = adCost * 2 ** (keptBits - exponent);
  return Math.floor(units + 0.5 * random.next()) * 2 ** (exponent - keptBits);
}
