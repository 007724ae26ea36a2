import type { DeviceApi, DeviceCall } from "../device-call.ts";
import { argumentRefused } from "../service-failure.ts";
import type { OutcomeStore, StoredOutcome } from "./outcome-store.ts";
import type { ServerAuctionSettings } from "./server-auction-settings.ts";

/** Which switch lets a call use ids of server auctions; without one it always may (spec: on-device 5). */
const SERVER_AUCTION_SWITCHES: Readonly<Partial<Record<DeviceApi, keyof ServerAuctionSettings>>> = {
  selectAdsFromOutcomes: "serverAuctionMediationEnabled",
  reportImpression: "serverAuctionImpressionsEnabled",
  reportEvent: "serverAuctionEventsEnabled",
  updateAdCounterHistogram: "serverAuctionHistogramEnabled",
};

/** The calling app's outcome of that id, however the id is written; nobody else's, and of no age too old. */
export function findOutcome(
  { api, appId, settings }: DeviceCall,
  outcomes: OutcomeStore,
  adSelectionId: string,
): StoredOutcome | undefined {
  const found = outcomes.find({ adSelectionId, owner: appId });
  const allowed = SERVER_AUCTION_SWITCHES[api];
  const isKeptBack = found?.isFromServer && allowed !== undefined && !settings[allowed];
  return isKeptBack ? undefined : found;
}

/** What an app is not told of an id that it may not use, and what to do about it. */
export function describeUnusableId(
  { api, appId, settings }: DeviceCall,
  outcomes: OutcomeStore,
  adSelectionId: string,
): string {
  if (outcomes.find({ adSelectionId, owner: appId }) !== undefined) {
    const allowed = SERVER_AUCTION_SWITCHES[api];
    return `ad selection ${adSelectionId} is a server's, which ${api} may not use in this profile: switch ${allowed} on`;
  }
  if (outcomes.has(String(BigInt(adSelectionId)))) {
    return `ad selection ${adSelectionId} is another app's: ${appId} can use only its own`;
  }
  const lifetimeMs = settings.adSelectionLifetimeMs;
  return `ad selection ${adSelectionId} is unknown, or deleted by the job maintenance for being older than ${lifetimeMs} ms: pass an id that selectAds gave this app since`;
}

/** Zero is how Android writes that there is no id; an app cannot even build such a request. */
export function checkIdIsSet(adSelectionId: string): void {
  if (BigInt(adSelectionId) !== 0n) return;
  throw argumentRefused(
    "Non-zero ad selection ID must be set",
    `ad selection id ${adSelectionId} stands for none: pass the id that selectAds gave`,
  );
}
