import { z } from "zod";
import { BidsAside } from "./bids-aside.ts";
import { compileGuard } from "./compile-guard.ts";
import { explainProblems, type Problem } from "./explain-problems.ts";
import { inspectRawText } from "./inspect-raw-text.ts";
import { MediateRequestSchema, type MediateRequest } from "./mediate-request.ts";
import { BidderResponseSchema } from "./mediate-wire.ts";
import type { MediateRefusal, ParsedMediation } from "./parsed-mediation.ts";
import { refuse } from "./refuse.ts";

const BidSchema = BidderResponseSchema.shape.bids.element;
const fits = compileGuard(BidSchema);

const WantingSchema = z.object({
  ext: z.object({
    bidder_responses: z.array(z.object({ bids: z.array(z.unknown()) })),
    config: z.object({ on_invalid_bid: z.literal("drop") }),
  }),
});

/** Whether a body, whatever is wrong with its bids, asks to go without the invalid ones. */
export function wantsNoInvalidBids(body: unknown): body is MediateRequest {
  return WantingSchema.safeParse(body).success;
}

/** The request without its invalid bids; refused only for what is wrong elsewhere. `undecodable` is known already. */
export function setInvalidBidsAside(
  text: string,
  body: MediateRequest,
  undecodable: readonly Problem[],
): ParsedMediation | MediateRefusal {
  const aside = new BidsAside();
  for (const problem of undecodable) aside.take(problem);
  for (const [index, { bids }] of body.ext.bidder_responses.entries()) {
    for (const [place, bid] of bids.entries()) {
      if (breaksFormat(bid)) explainBid(bid, [index, place], aside);
    }
  }
  const others = explainProblems(
    MediateRequestSchema,
    withBids(body, () => []),
  );
  const problems = inspectRawText(text, others, (problem) => !aside.take(problem));
  if (problems.length > 0) return refuse(text, problems);
  return {
    kind: "request",
    request: withBids(body, (bids, index) => aside.leaveOut(bids, index)),
    invalidBids: aside.describe(body),
  };
}

function explainBid(bid: unknown, [index, place]: readonly [number, number], aside: BidsAside) {
  aside.add(index, place);
  if (!aside.isDescribing) return;
  for (const problem of explainProblems(BidSchema, bid)) {
    aside.take({
      ...problem,
      path: ["ext", "bidder_responses", index, "bids", place, ...problem.path],
    });
  }
}

/** The quick look turns down long integers, which only the text can tell about: they may take their time. */
function breaksFormat(bid: unknown): boolean {
  return !fits(bid) && !(hasLongInteger(bid) && BidSchema.safeParse(bid).success);
}

function hasLongInteger(bid: unknown): boolean {
  const { w, h } = (bid ?? {}) as { readonly w?: unknown; readonly h?: unknown };
  return [w, h].some((side) => Number.isInteger(side) && !Number.isSafeInteger(side));
}

type Bids = MediateRequest["ext"]["bidder_responses"][number]["bids"];

function withBids(
  request: MediateRequest,
  replace: (bids: Bids, index: number) => readonly Bids[number][],
): MediateRequest {
  const responses = request.ext.bidder_responses.map((response, index) => ({
    ...response,
    bids: [...replace(response.bids, index)],
  }));
  return { ...request, ext: { ...request.ext, bidder_responses: responses } };
}
