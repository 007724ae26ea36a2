import { z } from "zod";
import { MAX_PROBLEMS, type Problem } from "./explain-problems.ts";
import type { InvalidBid } from "./mediate-auction.ts";
import type { MediateRequest } from "./mediate-request.ts";
import type { ParsedMediation } from "./parsed-mediation.ts";

/**
 * The request without its invalid bids, for who asks for that with `on_invalid_bid`. Undefined where it is not asked
 * for, or something else is wrong as well.
 */
export function setInvalidBidsAside(
  body: unknown,
  problems: readonly Problem[],
): ParsedMediation | undefined {
  if (problems.length > MAX_PROBLEMS || !problems.every(isOfBid)) return undefined;
  const request = body as MediateRequest;
  if (request.ext.config?.on_invalid_bid !== "drop") return undefined;
  const byBid = Map.groupBy(problems, ({ path }) => `${path[2]} ${path[4]}`);
  const responses = request.ext.bidder_responses.map((response, index) => ({
    ...response,
    bids: response.bids.filter((_bid, place) => !byBid.has(`${index} ${place}`)),
  }));
  return {
    kind: "request",
    request: { ...request, ext: { ...request.ext, bidder_responses: responses } },
    invalidBids: Array.from(byBid.values(), (ofBid) => describeBid(request, ofBid)),
  };
}

function isOfBid({ path }: Problem): boolean {
  return path[1] === "bidder_responses" && path[3] === "bids" && path.length >= 5;
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
