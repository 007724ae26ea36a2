import type { BidRequest, BidResult, LoadRequest, LoadResult } from "../../sdk/adapter-kit.ts";
import { roundCpm } from "./luck.ts";
import type { PriceDistributionOptions } from "./options.ts";

/** What the network pays for a line item: its floor or its bid, if the value reaches that far. */
export function decideFill(
  value: number | undefined,
  { floorCpmUsd: floor = 0 }: LoadRequest,
  options: PriceDistributionOptions,
): LoadResult {
  const { pays, renderUri } = options;
  if (value === undefined) return { kind: "no-fill", reason: noDemand(options) };
  if (pays === "floor" && floor > 0) {
    if (value >= floor) return { kind: "fill", renderUri, cpmUsd: floor };
    return { kind: "no-fill", reason: `${worth(value)}, under the floor of ${floor}` };
  }
  const offered = offer(value, floor, options);
  if (offered.reason !== undefined) return { kind: "no-fill", reason: offered.reason };
  return { kind: "fill", renderUri, cpmUsd: offered.cpmUsd };
}

/** A live bid is the share of its value that the network parts with, whatever line items of it pay. */
export function decideBid(
  value: number | undefined,
  { floorCpmUsd: floor = 0 }: BidRequest,
  options: PriceDistributionOptions,
): BidResult {
  const { renderUri } = options;
  if (value === undefined) return { kind: "no-bid", reason: noDemand(options) };
  const offered = offer(value, floor, options);
  if (offered.reason !== undefined) return { kind: "no-bid", reason: offered.reason };
  return { kind: "bid", renderUri, cpmUsd: offered.cpmUsd };
}

/** Its bid, and why it is not worth making. */
function offer(value: number, floor: number, { shade }: PriceDistributionOptions) {
  const cpmUsd = roundCpm(value * shade);
  if (cpmUsd >= floor) return { cpmUsd, reason: undefined };
  const reason = `${worth(value)}; its bid of ${cpmUsd} is under the floor of ${floor}`;
  return { cpmUsd, reason };
}

function worth(value: number): string {
  return `worth ${value} USD CPM to it`;
}

function noDemand({ availability }: PriceDistributionOptions): string {
  return `no demand this time (availability ${availability})`;
}
