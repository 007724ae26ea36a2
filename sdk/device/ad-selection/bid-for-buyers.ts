import { runWithin, type Deadline } from "../../foundation/deadline.ts";
import type { JsonObject } from "../../foundation/json.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { bidForAudience, type AudienceAuction } from "./bid-for-audience.ts";
import type { AudienceBid } from "./candidate.ts";
import { fetchTrustedSignals, type TrustedSignals } from "./trusted-signals.ts";

export interface BuyerAuction {
  readonly buyer: string;
  readonly audiences: readonly BiddingAudience[];
  readonly auctionSignals: JsonObject;
  readonly perBuyerSignals: JsonObject;
}

/** All buyers bid at the same time; bids come out in the order of the buyers, then of their audiences. */
export async function bidForBuyers(
  call: DeviceCall,
  auctions: readonly BuyerAuction[],
  deadline: Deadline,
): Promise<readonly AudienceBid[]> {
  const bids = await Promise.all(auctions.map((auction) => bidForBuyer(call, auction, deadline)));
  return bids.flat();
}

/** When a buyer's time is over, the bids that its audiences have finished by then count (spec: on-device 2.4). */
async function bidForBuyer(
  call: DeviceCall,
  auction: BuyerAuction,
  outer: Deadline,
): Promise<readonly AudienceBid[]> {
  const timeoutMs = call.settings.biddingTimeoutPerBuyerMs;
  const results = new Map<BiddingAudience, AudienceBid | undefined>();
  const bidding = await runWithin(call.environment.clock, { timeoutMs, outer }, (deadline) =>
    bidForAudiences(call, { ...auction, results }, deadline),
  );
  if (bidding.kind === "timed-out") {
    for (const audience of auction.audiences) {
      if (!results.has(audience)) tellOutOfTime(call, { audience, timeoutMs });
    }
  }
  return auction.audiences.flatMap((audience) => results.get(audience) ?? []);
}

interface RunningAuction extends BuyerAuction {
  /** Filled as audiences finish. */
  readonly results: Map<BiddingAudience, AudienceBid | undefined>;
}

async function bidForAudiences(
  call: DeviceCall,
  auction: RunningAuction,
  deadline: Deadline,
): Promise<void> {
  const signals = await fetchSignalsByUri(call, auction, deadline);
  const chunks = toChunks(auction.audiences, call.settings.maxConcurrentBiddingPerBuyer);
  const bidChunk = async (chunk: readonly BiddingAudience[]): Promise<void> => {
    for (const audience of chunk) {
      const asked: AudienceAuction = {
        audience,
        auctionSignals: auction.auctionSignals,
        perBuyerSignals: auction.perBuyerSignals,
        trustedSignals: signals.get(audience.trustedBidding.uri) ?? { kind: "signals", signals: {} },
      };
      auction.results.set(audience, await bidForAudience(call, asked, deadline));
    }
  };
  await Promise.all(chunks.map(bidChunk));
}

/** One request per distinct address, with the keys of all audiences that use it. */
async function fetchSignalsByUri(
  call: DeviceCall,
  { audiences }: BuyerAuction,
  deadline: Deadline,
): Promise<ReadonlyMap<string, TrustedSignals>> {
  const keysByUri = new Map<string, Set<string>>();
  for (const { trustedBidding } of audiences) {
    const keys = keysByUri.get(trustedBidding.uri) ?? new Set();
    for (const key of trustedBidding.keys) keys.add(key);
    keysByUri.set(trustedBidding.uri, keys);
  }
  const fetched = [...keysByUri].map(async ([uri, keys]) => {
    const request = { uri, parameter: "keys", values: [...keys] } as const;
    const purpose = "trusted-bidding-signals";
    return [uri, await fetchTrustedSignals(call, { ...request, purpose }, deadline)] as const;
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

function tellOutOfTime(
  { labels, emit }: DeviceCall,
  { audience, timeoutMs }: { readonly audience: BiddingAudience; readonly timeoutMs: number },
): void {
  const { owner, buyer, name } = audience;
  const detail = `buyer ${buyer} did not finish bidding within ${timeoutMs} ms`;
  const rule = "bidding-timed-out";
  emit({ type: "audience.dropped", ...labels, owner, buyer, name, rule, detail });
}
