/** THE list of network adapters that ship with Fledgling. */
import type { NetworkAdapter } from "../sdk/adapter-kit.ts";
import { fixedPrice } from "./fixed-price/index.ts";
import { httpBidder } from "./http-bidder/index.ts";
import { onDeviceAuction } from "./on-device-auction/index.ts";
import { priceDistribution } from "./price-distribution/index.ts";
import { recorded } from "./recorded/index.ts";
import { unreliable } from "./unreliable/index.ts";

export const NETWORK_ADAPTERS: readonly NetworkAdapter[] = [
  onDeviceAuction,
  fixedPrice,
  priceDistribution,
  recorded,
  httpBidder,
  unreliable,
];

/** For laboratories, which have any other misbehave. */
export { unreliable };
