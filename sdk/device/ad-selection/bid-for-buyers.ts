import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { findCustomAudienceOverride } from "../overrides/find-override.ts";
import { runStage, type Stage } from "../stage.ts";
import { bidForAudience } from "./bid-for-audience.ts";
import type { AudienceBid } from "./candidate.ts";
import type { ConfigSignals } from "./config-signals.ts";
import { readOverriddenSignals } from "./overridden-signals.ts";
import type { SelectionCall } from "./roster.ts";
import { fetchTrustedSignals, type TrustedSignals } from "./trusted-signals.ts";

export interface BuyerAuction {
  readonly buyer: string;
  readonly audiences: readonly BiddingAudience[];
  readonly signals: ConfigSignals;
}

/** All buyers bid at the same time; bids come out in the order of the buyers, then of their audiences. */
export async function bidForBuyers(
  call: SelectionCall,
  auctions: readonly BuyerAuction[],
  stage: Stage,
): Promise<readonly AudienceBid[]> {
  const bids = await Promise.all(auctions.map((auction) => bidForBuyer(call, auction, stage)));
  return bids.flat();
}

/** When a buyer's time is over, the bids that its audiences have finished by then count (spec: on-device 2.4). */
async function bidForBuyer(
  call: SelectionCall,
  auction: BuyerAuction,
  outer: Stage,
): Promise<readonly AudienceBid[]> {
  const timeoutMs = call.settings.biddingTimeoutPerBuyerMs;
  const bids = new Map<BiddingAudience, AudienceBid>();
  const bidding = await runStage(call.environment.clock, { timeoutMs, outer }, (stage) =>
    bidForAudiences(call, { ...auction, bids }, stage),
  );
  if (bidding.kind === "timed-out") {
    const detail = `buyer ${auction.buyer} ${bidding.detail}`;
    for (const audience of auction.audiences) {
      call.roster.lose(audience, { rule: "bidding-timed-out", detail });
    }
  }
  return auction.audiences.flatMap((audience) => bids.get(audience) ?? []);
}

interface RunningAuction extends BuyerAuction {
  /** Filled as audiences finish. */
  readonly bids: Map<BiddingAudience, AudienceBid>;
}

/** Chunks run side by side, the audiences of a chunk one after the other. */
async function bidForAudiences(
  call: SelectionCall,
  { audiences, signals, bids }: RunningAuction,
  stage: Stage,
): Promise<void> {
  const overridden = readOverrides(call, audiences);
  const others = audiences.filter((audience) => !overridden.has(audience));
  const signalsByUri = await fetchSignalsByUri(call, others, stage);
  const bidChunk = async (chunk: readonly BiddingAudience[]): Promise<void> => {
    for (const audience of chunk) {
      const fetched = signalsByUri.get(audience.trustedBidding.uri) ?? noSignals;
      const trustedSignals = overridden.get(audience) ?? fetched;
      const bid = await bidForAudience(call, { audience, signals, trustedSignals }, stage);
      if (bid !== undefined) bids.set(audience, bid);
    }
  };
  const chunks = toChunks(audiences, call.settings.maxConcurrentBiddingPerBuyer);
  await Promise.all(chunks.map(bidChunk));
}

const noSignals: TrustedSignals = { kind: "signals", signals: {}, dataVersion: undefined };

/** What developers put in the place of trusted signals: nothing is fetched for these audiences (spec: on-device 8). */
function readOverrides(
  call: DeviceCall,
  audiences: readonly BiddingAudience[],
): ReadonlyMap<BiddingAudience, TrustedSignals> {
  const overridden = audiences.flatMap((audience) => {
    const override = findCustomAudienceOverride(call, audience)?.trustedBiddingSignals;
    const signals = readOverriddenSignals(call, override);
    return signals === undefined ? [] : [[audience, signals] as const];
  });
  return new Map(overridden);
}

/** One request per distinct address, with the keys of all audiences that use it. */
async function fetchSignalsByUri(
  call: DeviceCall,
  audiences: readonly BiddingAudience[],
  stage: Stage,
): Promise<ReadonlyMap<string, TrustedSignals>> {
  const audiencesByUri = Map.groupBy(audiences, ({ trustedBidding }) => trustedBidding.uri);
  const fetched = [...audiencesByUri].map(async ([uri, users]) => {
    const keys = new Set(users.flatMap(({ trustedBidding }) => trustedBidding.keys));
    const request = { uri, parameter: "keys", values: [...keys] } as const;
    const purpose = "trusted-bidding-signals";
    return [uri, await fetchTrustedSignals(call, { ...request, purpose }, stage)] as const;
  });
  return new Map(await Promise.all(fetched));
}

/** At most `count` runs of neighbours of equal length; the last may be shorter. */
function toChunks<T>(items: readonly T[], count: number): readonly (readonly T[])[] {
  const size = Math.ceil(items.length / count);
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}
