import type { ContextualAnswer, MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { AuctionResult } from "../auction/auction-result.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { LastResort as LastResortRecord } from "./auction-record.ts";
import { fillMacros } from "./fill-macros.ts";
import type { NetworkSdk } from "./mediated-source.ts";
import type { Offer, SellerPlatform } from "./to-auction-input.ts";

type Ad = Extract<ContextualAnswer, { readonly kind: "contextual-ad" }>["ad"];

/** Who is served when no network has an ad, in the form in which the SDK gets it. */
export interface LastResort {
  readonly record: LastResortRecord;
  readonly ad?: Ad;
  readonly node?: MediationNode;
}

interface Question {
  readonly slot: SlotBody;
  readonly platform: SellerPlatform;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly result: AuctionResult;
  readonly hasNodes: boolean;
}

/** The slot's house network shows it, alone or behind networks; without one, only a contextual ad stands alone. */
export function findLastResort(question: Question): LastResort | undefined {
  const served = findServed(question);
  if (served === undefined) return undefined;
  const { bidId, ad, rankUsd } = served;
  const record = { ...(bidId !== undefined && { bidId }), cpmUsd: ad.cpmUsd };
  const { house_network: networkId } = question.slot;
  const sdk =
    networkId === undefined ? undefined : question.platform.setup.houseSdks.get(networkId);
  if (networkId === undefined || sdk === undefined) {
    return deliverWithoutHouse(question, ad, record);
  }
  const nodeId = bidId ?? "default-creative";
  const node = { nodeId, networkId, ecpmUsd: rankUsd, ...toHouseNode(sdk, nodeId, ad) };
  return { record: { ...record, deliveredAs: "node" }, node };
}

function deliverWithoutHouse(
  { slot: { house_network: networkId }, hasNodes }: Question,
  ad: Ad,
  record: Pick<LastResortRecord, "bidId" | "cpmUsd">,
): LastResort {
  if (hasNodes) return { record: { ...record, deliveredAs: "nothing", detail: whyNot(networkId) } };
  const detail = networkId !== undefined && { detail: whyNot(networkId) };
  return { record: { ...record, deliveredAs: "contextual-ad", ...detail }, ad };
}

function whyNot(networkId: string | undefined): string {
  return networkId === undefined
    ? "the slot has no house network, so nothing shows it behind other networks"
    : `the house network "${networkId}" is not active, or has no sdk`;
}

function toHouseNode({ adapter, options }: NetworkSdk, bidId: string, ad: Ad) {
  const macros = { AUCTION_PRICE: ad.cpmUsd, CREATIVE_URI: ad.renderUri, BID_ID: bidId };
  return { adapter, options: fillMacros(options, macros) };
}

interface Served {
  /** Absent for the default creative. */
  readonly bidId?: string;
  readonly rankUsd: number;
  readonly ad: Ad;
}

function findServed({ slot, offers, result }: Question): Served | undefined {
  const { winner, bids } = result;
  if (winner === undefined) {
    const { default_creative: renderUri } = slot;
    return renderUri === undefined
      ? undefined
      : { rankUsd: 0, ad: { renderUri, cpmUsd: 0, metadata: {} } };
  }
  const { bidId, buyerId, dealId, estimateUsd: cpmUsd } = winner;
  const { renderUri } = offers.get(bidId) ?? {};
  if (renderUri === undefined) return undefined; // a network, which no walk without ads can have for a winner
  const { rankUsd = 0 } = bids.find((bid) => bid.bidId === bidId) ?? {};
  const metadata = { bidId, ...(buyerId && { buyerId }), ...(dealId && { dealId }) };
  return { bidId, rankUsd, ad: { renderUri, cpmUsd, metadata } };
}

interface Answering {
  readonly slot: SlotBody;
  readonly chainId: string;
  readonly nodes: readonly MediationNode[];
  readonly lastResort: LastResort | undefined;
}

/** A chain where there is somebody to ask, else an ad, else nothing. */
export function toAnswer({
  slot,
  chainId,
  nodes: networks,
  lastResort,
}: Answering): ContextualAnswer | undefined {
  const { ad, node } = lastResort ?? {};
  const nodes = node === undefined ? [...networks] : [...networks, node];
  if (nodes.length === 0) return ad && { kind: "contextual-ad", ad };
  const { expires_in_s: expiresInS } = slot;
  return { kind: "chain", chainId, nodes, ...(expiresInS !== undefined && { expiresInS }) };
}
