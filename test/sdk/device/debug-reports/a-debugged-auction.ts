import type { AdSelectionConfigInput, CustomAudienceInput, Profile } from "fledgling";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, join, type DeviceFixture } from "../../../support/device-fixture.ts";
import type { Route } from "../../../support/scripted-internet.ts";

/** Bids as an ad's metadata say, and registers whatever is under `win` and `loss` there. */
const debuggingBuyer = `
function generateBid(ad) {
  const { bid, win, loss } = ad.metadata;
  if (win !== undefined) forDebuggingOnly.reportAdAuctionWin(win);
  if (loss !== undefined) forDebuggingOnly.reportAdAuctionLoss(loss);
  return { status: 0, ad, bid };
}
function reportWin() {
  return { status: 0, results: { reporting_uri: "https://buyer.example/won" } };
}`;

/** Scores an ad with its bid unless its metadata say otherwise, and registers what the seller wants of it. */
const debuggingSeller = `
function scoreAd(ad, bid) {
  const { score = bid, rejectReason, sellerWin, sellerLoss } = ad.metadata;
  if (sellerWin !== undefined) forDebuggingOnly.reportAdAuctionWin(sellerWin);
  if (sellerLoss !== undefined) forDebuggingOnly.reportAdAuctionLoss(sellerLoss);
  return { status: 0, score, rejectReason };
}
function reportResult() {
  return { status: 0, results: { signals_for_buyer: "{}", reporting_uri: "https://seller.example/result" } };
}`;

interface DebuggedDevice {
  readonly set?: Partial<Profile["settings"]>;
  readonly routes?: Readonly<Record<string, Route>>;
}

/** A device on which both parties' scripts register what the ads' metadata tell them to. */
export function createDebuggedDevice({ set = {}, routes = {} }: DebuggedDevice = {}) {
  return createDevice({
    profile: { base: "android-all-on", set },
    routes: {
      "https://buyer.example/bidding.js": debuggingBuyer,
      "https://other.example/bidding.js": debuggingBuyer,
      "https://seller.example/decision.js": debuggingSeller,
      "https://eu.buyer.example/": "",
      ...routes,
    },
  });
}

interface DebuggedAd {
  readonly bid: number;
  readonly win?: unknown;
  readonly loss?: unknown;
  readonly score?: number;
  readonly rejectReason?: unknown;
  readonly sellerWin?: unknown;
  readonly sellerLoss?: unknown;
}

/** A custom audience with these ads. */
export function aDebuggedAudience(
  ads: readonly DebuggedAd[],
  { buyer = "buyer.example", name = "shoes" } = {},
): CustomAudienceInput {
  return aCustomAudience({
    buyer,
    name,
    ads: ads.map((metadata, index) => ({
      renderUri: `https://${buyer}/${name}-${index}`,
      metadata: JSON.stringify(metadata),
    })),
  });
}

/** Joins, runs one auction, and gives the debug reports it led to, as addresses in the order they went out. */
export async function reportsOf(
  device: DeviceFixture,
  audiences: readonly CustomAudienceInput[],
  changes: Partial<AdSelectionConfigInput> = {},
): Promise<readonly string[]> {
  await join(device, ...audiences);
  const customAudienceBuyers = ["buyer.example", "other.example"];
  await device.adServices.selectAds(anAdSelectionConfig({ customAudienceBuyers, ...changes }));
  await device.adServices.settled();
  return debugUrlsOf(device);
}

export function debugUrlsOf({ http }: DeviceFixture): readonly string[] {
  return http.requests.flatMap(({ purpose, url }) => (purpose === "debug-report" ? [url] : []));
}

/** Why reports did not go out. */
export function withheldIn({ events }: DeviceFixture): readonly string[] {
  return events.flatMap((event) => (event.type === "debug-report.withheld" ? [event.detail] : []));
}
