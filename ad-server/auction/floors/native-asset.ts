import type { Auction, Floor } from "../auction.ts";
import { toMicros } from "../money.ts";
import type { FloorRung } from "./floor-rung.ts";

function nativeAsset({ request, configuration }: Auction): Floor | undefined {
  const { nativeAssetUsd } = configuration.floors;
  if (nativeAssetUsd === undefined || request.impression.mediaType !== "native") return undefined;
  return { source: "native-asset", cpm: toMicros(nativeAssetUsd) };
}

export const nativeAssetBeforeYield: FloorRung = (auction) =>
  auction.configuration.options.nativeAssetFloor === "before-yield"
    ? nativeAsset(auction)
    : undefined;

export const nativeAssetAfterDynamic: FloorRung = (auction) =>
  auction.configuration.options.nativeAssetFloor === "after-dynamic"
    ? nativeAsset(auction)
    : undefined;
