import { z } from "zod";
import { readText } from "../read-text.ts";
import type { Entry, MediateAuction } from "../mediate-auction.ts";
import { optional } from "../mediate-fields.ts";
import { findRate, ratesField } from "../money-rates.ts";

/** What the extras about floors and prices share. */
export const FLOOR_FIELDS = {
  price_floor: optional(z.number().min(0)).describe("The least that a bid may be, CPM"),
  floor_deals: optional(z.boolean()).describe("`false`: bids of deals may be below both floors"),
  enforce_imp_floor: optional(z.boolean()).describe("Hold bids against `imp.bidfloor` as well"),
  floor_tolerance: optional(z.number().min(0)).describe("How far below `imp.bidfloor` is enough"),
  rates: ratesField,
};

type FloorConfig = Readonly<{
  [Field in keyof typeof FLOOR_FIELDS]?: (typeof FLOOR_FIELDS)[Field]["_output"];
}>;

export function isExempt({ floor_deals: isForDeals }: FloorConfig, { bid }: Entry): boolean {
  return isForDeals === false && readText(bid, "dealid") !== undefined;
}

/** In the currency of the answer; 0 where there is none, or no rate for it. */
export function impFloor(
  { enforce_imp_floor: isEnforced, rates }: FloorConfig,
  { findImp, cur }: MediateAuction,
  impId: string,
): number {
  const imp = isEnforced ? findImp(impId) : undefined;
  return (imp?.bidfloor ?? 0) * (findRate(rates, imp?.bidfloorcur ?? "USD", cur) ?? 0);
}
