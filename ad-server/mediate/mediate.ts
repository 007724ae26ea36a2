import type { Random } from "../../sdk/foundation/environment.ts";
import { hashText } from "../../sdk/foundation/hash-text.ts";
import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import { answerWinners, type MediateAnswer } from "./answer-winners.ts";
import { prepareContests } from "./hold-contest.ts";
import type {
  Contest,
  Entry,
  ExtraHooks,
  InvalidBids,
  MediateAuction,
  OwnBid,
  WonBid,
} from "./mediate-auction.ts";
import { createBidIds } from "./create-bid-ids.ts";
import { EXTRAS } from "./extras/index.ts";
import type { MediateConfig, MediateRequest } from "./mediate-request.ts";
import { NO_INVALID_BIDS } from "./parsed-mediation.ts";

export interface MediateOptions {
  /** Where generated creatives find their server, without a slash at its end. */
  readonly baseUrl?: string;
  /** Stands in the ids of bids. */
  readonly nowMs?: number;
  /** Default: the same for the same auction id. */
  readonly random?: Random;
  /** As `parseMediateRequest` has set them aside. */
  readonly invalidBids?: InvalidBids;
  /** What the ad server has of its own, for requests that want it to take part; default: nothing. */
  readonly collectOwnBids?: (request: MediateRequest) => readonly OwnBid[];
}

/**
 * Chooses the winner of each impression: the highest price, the first received of equals, whoever was not refused.
 * It trusts the request: `parseMediateRequest` has checked it.
 */
export function mediate(request: MediateRequest, options: MediateOptions = {}): MediateAnswer {
  const config = request.ext.config ?? {};
  const auction = openAuction(request, config, options);
  const hooks = openExtras(config, auction);
  admit(auction.entries, hooks);
  const contests = groupByImp(auction);
  contests.forEach(prepareContests(hooks));
  const isReplay = typeof config.seed === "number";
  const nextBidId = createBidIds(isReplay ? 0 : (options.nowMs ?? 0), auction.random);
  const won: WonBid[] = [];
  for (const { impId, winners } of contests) {
    for (const entry of winners) won.push({ bidId: nextBidId(), impId, entry });
  }
  return answerWinners(auction, won, { hooks, options });
}

function openAuction(
  request: MediateRequest,
  { seed, demand }: MediateConfig,
  { random, invalidBids = NO_INVALID_BIDS, collectOwnBids }: MediateOptions,
): MediateAuction {
  const entries: Entry[] = [];
  for (const bidder of request.ext.bidder_responses) {
    for (const bid of bidder.bids) {
      entries.push({ bidder, bid, place: entries.length, price: bid.price, loss: undefined });
    }
  }
  if (demand) {
    for (const own of collectOwnBids?.(request) ?? []) entries.push(toEntry(own, entries.length));
  }
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

function toEntry({ bidder, bid, lost }: OwnBid, place: number): Entry {
  const loss = lost === undefined ? undefined : ({ rule: "lost-own-auction", why: lost } as const);
  return { bidder: { bidder, bids: [] }, bid, place, price: bid.price, loss };
}

function createImpFinder({ imp: imps }: MediateRequest): MediateAuction["findImp"] {
  let byId: Map<string, MediateRequest["imp"][number]> | undefined;
  return (impId) => {
    byId ??= new Map(imps.toReversed().map((imp) => [imp.id, imp]));
    return byId.get(impId);
  };
}

function openExtras(config: MediateConfig, auction: MediateAuction): readonly ExtraHooks[] {
  const hooks: ExtraHooks[] = [];
  for (const extra of EXTRAS) {
    const own = extra.open(config, auction);
    if (own !== undefined) hooks.push(own);
  }
  return hooks;
}

/** The first to find something against a bid is the one that counts. */
function admit(entries: readonly Entry[], hooks: readonly ExtraHooks[]): void {
  for (const { reprice, refuse } of hooks) {
    for (const check of [reprice, refuse]) {
      if (check === undefined) continue;
      for (const entry of entries) entry.loss ??= check(entry);
    }
  }
}

/** In the order in which the request lists its impressions, then those that it does not list as bids came for them. */
function groupByImp({ request, entries }: MediateAuction): readonly Contest[] {
  const contests: Contest[] = [];
  const byImp = new Map<string, Entry[]>();
  const open = (impId: string): Entry[] => {
    const own: Entry[] = [];
    contests.push({ impId, entries: own, winners: [] });
    byImp.set(impId, own);
    return own;
  };
  for (const { id } of request.imp) if (!byImp.has(id)) open(id);
  for (const entry of entries) {
    const { imp_id: impId } = entry.bid;
    if (entry.loss === undefined) (byImp.get(impId) ?? open(impId)).push(entry);
  }
  return contests;
}
