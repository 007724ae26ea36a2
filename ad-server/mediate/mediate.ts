import type { Random } from "../../sdk/foundation/environment.ts";
import { hashText } from "../../sdk/foundation/hash-text.ts";
import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import { answerWinners, type MediateAnswer } from "./answer-winners.ts";
import { prepareContests } from "./hold-contest.ts";
import type {
  Contest,
  Entry,
  ExtraHooks,
  InvalidBid,
  MediateAuction,
  WonBid,
} from "./mediate-auction.ts";
import { createBidIds } from "./create-bid-ids.ts";
import { EXTRAS } from "./extras/index.ts";
import type { MediateConfig, MediateRequest } from "./mediate-request.ts";

export interface MediateOptions {
  /** Where generated creatives find their server, without a slash at its end. */
  readonly baseUrl?: string;
  /** Stands in the ids of bids. */
  readonly nowMs?: number;
  /** Default: the same for the same auction id. */
  readonly random?: Random;
  /** As `parseMediateRequest` has set them aside. */
  readonly invalidBids?: readonly InvalidBid[];
}

/**
 * Chooses the winner of each impression: the highest price, the first received of equals, whoever was not refused.
 * It trusts the request: `parseMediateRequest` has checked it.
 */
export function mediate(request: MediateRequest, options: MediateOptions = {}): MediateAnswer {
  const config = request.ext.config ?? {};
  const auction = openAuction(request, config, options);
  const hooks = openExtras(config, auction);
  for (const entry of auction.entries) admit(entry, hooks);
  const contests = groupByImp(auction);
  contests.forEach(prepareContests(hooks));
  const isReplay = typeof config.seed === "number";
  const nextBidId = createBidIds(isReplay ? 0 : (options.nowMs ?? 0), auction.random);
  const won = contests.flatMap(({ impId, winners }) =>
    winners.map((entry): WonBid => ({ bidId: nextBidId(), impId, entry })),
  );
  return answerWinners(auction, won, { hooks, baseUrl: options.baseUrl ?? "//localhost" });
}

function openAuction(
  request: MediateRequest,
  { seed }: MediateConfig,
  { random, invalidBids = [] }: MediateOptions,
): MediateAuction {
  const entries = request.ext.bidder_responses.flatMap((bidder) =>
    bidder.bids.map((bid): Entry => ({ bidder, bid, price: bid.price })),
  );
  const isReplay = typeof seed === "number";
  return {
    request,
    entries,
    invalidBids,
    findImp: createImpFinder(request),
    random: isReplay
      ? createSeededRandom(seed).fork(hashText(request.id))
      : (random ?? createSeededRandom(hashText(request.id))),
    cur: "USD",
  };
}

function createImpFinder({ imp: imps }: MediateRequest): MediateAuction["findImp"] {
  let byId: Map<string, MediateRequest["imp"][number]> | undefined;
  return (impId) => {
    byId ??= new Map(imps.toReversed().map((imp) => [imp.id, imp]));
    return byId.get(impId);
  };
}

function openExtras(config: MediateConfig, auction: MediateAuction): readonly ExtraHooks[] {
  if (Object.keys(config).length === 0) return [];
  return EXTRAS.flatMap((extra) => extra.open(config, auction) ?? []);
}

/** The first to find something against a bid is the one that counts. */
function admit(entry: Entry, hooks: readonly ExtraHooks[]): void {
  for (const { reprice, refuse } of hooks) {
    const loss = reprice?.(entry) ?? refuse?.(entry);
    if (loss === undefined) continue;
    entry.loss = loss;
    return;
  }
}

/** In the order in which the request lists its impressions, then those that it does not list as bids came for them. */
function groupByImp({ request, entries }: MediateAuction): readonly Contest[] {
  const byImp = new Map<string, Entry[]>(request.imp.map(({ id }) => [id, []]));
  for (const entry of entries) {
    if (entry.loss !== undefined) continue;
    const own = byImp.get(entry.bid.imp_id);
    if (own === undefined) byImp.set(entry.bid.imp_id, [entry]);
    else own.push(entry);
  }
  return Array.from(byImp, ([impId, own]): Contest => ({ impId, entries: own, winners: [] }));
}
