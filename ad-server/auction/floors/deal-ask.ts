import type { Floor, RankedEntry } from "../auction.ts";
import { toMicros } from "../money.ts";
import type { FloorRung } from "./floor-rung.ts";

/** An ask of 0 is an ask; null is none. */
export const dealAsk: FloorRung = ({ deals }) => (deals.size === 0 ? undefined : askOf);

function askOf({ deal }: RankedEntry): Floor | undefined {
  if (deal === undefined || deal.askUsd === null) return undefined;
  return { source: "deal-ask", cpm: toMicros(deal.askUsd) };
}
