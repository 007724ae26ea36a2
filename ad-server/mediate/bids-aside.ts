import { z } from "zod";
import { MAX_PROBLEMS, type Problem } from "./explain-problems.ts";
import type { InvalidBid, InvalidBids } from "./mediate-auction.ts";
import type { MediateRequest } from "./mediate-request.ts";

const maxProblemsOfBid = 10;

/** Bids that are left out. There may be millions of them: all are known by their places, the first in words. */
export class BidsAside {
  readonly #places = new Map<number, Set<number>>();
  readonly #described = new Map<string, Problem[]>();

  /** False for a problem that is no bid's. */
  take(problem: Problem): boolean {
    const { path } = problem;
    const isOfBid = path[1] === "bidder_responses" && path[3] === "bids" && path.length >= 5;
    if (!isOfBid) return false;
    const [index, place] = [Number(path[2]), Number(path[4])];
    this.add(index, place);
    const key = `${index} ${place}`;
    const known = this.#described.get(key);
    if (known === undefined && this.isDescribing) this.#described.set(key, [problem]);
    else if (known !== undefined && known.length < maxProblemsOfBid) known.push(problem);
    return true;
  }

  add(index: number, place: number): void {
    const places = this.#places.get(index);
    if (places === undefined) this.#places.set(index, new Set([place]));
    else places.add(place);
  }

  /** Whether words for another bid would be kept. */
  get isDescribing(): boolean {
    return this.#described.size < MAX_PROBLEMS;
  }

  leaveOut<Bid>(bids: readonly Bid[], index: number): readonly Bid[] {
    const places = this.#places.get(index);
    return places === undefined ? bids : bids.filter((_bid, place) => !places.has(place));
  }

  /** In the words of the request as it came. */
  describe(request: MediateRequest): InvalidBids {
    const counts = Array.from(this.#places.values(), ({ size }) => size);
    return {
      count: counts.reduce((sum, count) => sum + count, 0),
      described: Array.from(this.#described.values(), (problems) => describeBid(request, problems)),
    };
  }
}

function describeBid(request: MediateRequest, problems: readonly Problem[]): InvalidBid {
  const [response = 0, place = 0] = [problems[0]?.path[2], problems[0]?.path[4]].map(Number);
  const { bidder = "", bids = [] } = request.ext.bidder_responses[response] ?? {};
  const impId: unknown = (bids[place] as { readonly imp_id?: unknown } | null | undefined)?.imp_id;
  return {
    bidder,
    impId: typeof impId === "string" ? impId : undefined,
    why: problems
      .map(({ path, message }) => `${z.core.toDotPath(path.slice(5))} ${message}`.trim())
      .join("; "),
  };
}
