import type { MediationEvent, MediationEventOf } from "./mediation-event.ts";

/** An event that may say which rule ended somebody's chance. */
type LossEvent = Extract<MediationEvent, { readonly rule?: unknown }>;

/** Who lost, as the ledger names it: `node "beta"`, `ad https://…`, `custom audience shoes.example/runners`. */
export function subjectOf(event: LossEvent): string {
  const name = SUBJECTS[event.type] as (event: LossEvent) => string;
  return name(event);
}

const chain = (): string => "mediation chain";
const firstParty = (): string => "first party";
const ad = ({ renderUri }: { readonly renderUri: string }): string => `ad ${renderUri}`;
const loadedAd = ({ adId }: { readonly adId: string }): string => `loaded ad ${adId}`;
const node = ({ nodeId }: { readonly nodeId: string }): string => `node "${nodeId}"`;
const update = ({ uri }: { readonly uri: string }): string => `update ${uri}`;
const audience = ({ buyer, name }: { readonly buyer: string; readonly name: string }): string =>
  `custom audience ${buyer}/${name}`;
const deviceCall = ({ api, callId }: { readonly api: string; readonly callId: string }): string =>
  `${api.startsWith("selectAds") ? "ad selection" : api} ${callId}`;

const SUBJECTS: {
  readonly [Type in LossEvent["type"]]: (event: MediationEventOf<Type>) => string;
} = {
  "request.refused": ({ slotId }) => `request for slot "${slotId}"`,
  "auction.bid-lost": ({ bidId }) => `bid "${bidId}"`,
  "chain.refused": chain,
  "chain.failed": chain,
  "first-party.passed": firstParty,
  "fallback.passed": firstParty,
  "chained-selection.passed": ({ renderUri }) => `first party's ad ${renderUri}`,
  "node.skipped": node,
  "node.unfilled": node,
  "node.timed-out": node,
  "node.failed": node,
  "node.unreached": node,
  "node.outbid": node,
  "late-fill.dropped": ({ renderUri }) => `kept ad ${renderUri}`,
  "ad.expired": loadedAd,
  "ad.dropped": loadedAd,
  "ad.show-failed": loadedAd,
  "ad.show-refused": loadedAd,
  "audience.skipped": audience,
  "audience.dropped": audience,
  "audience.refused": audience,
  "audience-update.failed": update,
  "audience-update.dropped": update,
  "bid.rejected": ad,
  "ad.filtered": ad,
  "outcome.rejected": ({ adSelectionId }) => `outcome ${adSelectionId}`,
  "ad-selection.unfilled": ({ callId }) => `ad selection ${callId}`,
  "device-call.failed": deviceCall,
  "device-call.silenced": deviceCall,
  "report.withheld": ({ destination }) => `report to the ${destination}`,
};
