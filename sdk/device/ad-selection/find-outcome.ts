import type { DeviceApi, DeviceCall } from "../device-call.ts";
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
