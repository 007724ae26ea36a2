/** THE list of network adapters that ship with Fledgling. */
import type { NetworkAdapter } from "../sdk/adapter-kit.ts";
import { fixedPrice } from "./fixed-price/index.ts";
import { onDeviceAuction } from "./on-device-auction/index.ts";

export const NETWORK_ADAPTERS: readonly NetworkAdapter[] = [onDeviceAuction, fixedPrice];
