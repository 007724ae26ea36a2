import type { Bidder } from "./ask-bidder.ts";
import type { Contender } from "./contender.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { rankPriceOf } from "./node-turn.ts";
import { pickHighest } from "./pick-highest.ts";
import type { Placement } from "./placement.ts";
import { selectOnDevice } from "./select-on-device.ts";
import { tellOutbid } from "./tell-ending.ts";
import type { WalkOptions } from "./walk-options.ts";

/** Whose ad is to be loaded, or is there already. */
export type Choice =
  | { readonly kind: "bidder"; readonly bidder: Bidder }
  | { readonly kind: "first-party"; readonly placement: Placement }
  | { readonly kind: "nobody" };

export interface Candidates {
  readonly bidders: readonly Bidder[];
  readonly contender: Contender;
}

/** One selection over everybody who bids, the first party included. Every bidder that it passes over is told of. */
export function chooseBid(request: MediationRequest, candidates: Candidates): Promise<Choice> {
  return SELECTIONS[request.options.bidding.selection](request, candidates);
}

type Select = (request: MediationRequest, candidates: Candidates) => Promise<Choice>;

/** Who chooses, by the name that options have for it. */
const SELECTIONS: Readonly<Record<WalkOptions["bidding"]["selection"], Select>> = {
  "highest-bid": (request, { bidders, contender }) =>
    holdAgainstBest(request, contender, pickHighest(request, bidders)),
  "select-outcome": (request, candidates) => chooseByScript(request, candidates, "from-outcomes"),
  "score-ad": (request, candidates) => chooseByScript(request, candidates, "chained-ad-selections"),
};

/** The first party's bid is the device's secret, so it is held against the best bid as against a node's price. */
async function holdAgainstBest(
  request: MediationRequest,
  contender: Contender,
  best: Bidder | undefined,
): Promise<Choice> {
  if (best === undefined) return { kind: "nobody" };
  const placement = await contender.holdAgainst(best);
  if (placement === undefined) return { kind: "bidder", bidder: best };
  const detail = `bid ${rankPriceOf(best)} USD CPM; the first party's ad was placed before it`;
  tellOutbid(request, best, { rule: "first-party-placed", detail });
  return { kind: "first-party", placement };
}

/**
 * Bids that are outcomes of ad selections meet in an auction of the first party's, which is told the highest bid
 * that is a mere price. Where it chooses nobody, that bid is left.
 */
async function chooseByScript(
  request: MediationRequest,
  { bidders, contender }: Candidates,
  style: "from-outcomes" | "chained-ad-selections",
): Promise<Choice> {
  const stored = bidders.filter(({ bid }) => bid.adSelectionId !== undefined);
  const priced = bidders.filter(({ bid }) => bid.adSelectionId === undefined);
  const best = pickHighest(request, priced);
  if (stored.length === 0) return holdAgainstBest(request, contender, best);
  const choice = await selectOnDevice(request, { contender, stored, best, style });
  // An outcome that does not exist spoils the selection for all: the first party must not suffer for a liar.
  if (choice.kind === "failed") return holdAgainstBest(request, contender, best);
  if (choice.kind !== "nobody" || best === undefined) return choice;
  return { kind: "bidder", bidder: best };
}
