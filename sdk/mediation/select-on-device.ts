import type { AdSelectionOutcome } from "../model/ad-selection.ts";
import type { Bidder } from "./ask-bidder.ts";
import type { Contender } from "./contender.ts";
import type { ChainingStyle } from "./first-party.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { rankPriceOf } from "./node-turn.ts";
import type { Placement } from "./placement.ts";
import { toPlacement } from "./select-first-party.ts";
import { tellOutbid, type Loss } from "./tell-ending.ts";

export interface Standing {
  readonly contender: Contender;
  /** Those who bid with the outcome of an ad selection. */
  readonly stored: readonly Bidder[];
  /** The highest of the other bids. */
  readonly best: Bidder | undefined;
  readonly style: ChainingStyle;
}

export type Selected =
  | { readonly kind: "bidder"; readonly bidder: Bidder }
  | { readonly kind: "first-party"; readonly placement: Placement }
  | { readonly kind: "nobody" }
  | { readonly kind: "failed" };

/** The first party's script chooses among outcomes, its own included. Those it passes over are told of. */
export async function selectOnDevice(
  request: MediationRequest,
  standing: Standing,
): Promise<Selected> {
  const { contender, stored, best, style } = standing;
  const own = contender.outcome === undefined ? [] : [contender.outcome];
  const outcomes = [...own, ...stored.map(toOutcome)];
  const minPriceUsd = best === undefined ? 0 : rankPriceOf(best);
  const told =
    best === undefined ? "told of no price to reach" : `told to reach ${minPriceUsd} USD CPM`;
  const result = await contender.chooseAmong({ outcomes, minPriceUsd, style });
  if (result.kind === "selected") return takeChosen(request, standing, { ...result, told });
  const kind = result.rule === "chained-selection-failed" ? "failed" : "nobody";
  const rule = kind === "failed" ? "selection-failed" : "selection-chose-nobody";
  tellPassedOver(request, stored, { rule, detail: `${result.detail}, ${told}` });
  return { kind };
}

function takeChosen(
  request: MediationRequest,
  { contender, stored, best }: Standing,
  { outcome, told }: { readonly outcome: AdSelectionOutcome; readonly told: string },
): Selected {
  const { adSelectionId } = outcome;
  const isOwn = adSelectionId === contender.outcome?.adSelectionId; // whoever else claims it
  const bidder = isOwn ? undefined : stored.find(({ bid }) => bid.adSelectionId === adSelectionId);
  const name = bidder === undefined ? "the first party" : `node "${bidder.node.nodeId}"`;
  const others = [...stored, ...(best === undefined ? [] : [best])];
  tellPassedOver(
    request,
    others.filter((each) => each !== bidder),
    { rule: "selection-chose-other", detail: `the selection chose the ad of ${name}, ${told}` },
  );
  if (bidder !== undefined) return { kind: "bidder", bidder };
  const { firstParty } = request;
  if (firstParty === undefined) return { kind: "nobody" };
  return { kind: "first-party", placement: toPlacement(firstParty, "first-party", outcome) };
}

function toOutcome({ bid }: Bidder) {
  return { adSelectionId: bid.adSelectionId ?? "", renderUri: bid.renderUri ?? "" };
}

function tellPassedOver(request: MediationRequest, bidders: readonly Bidder[], loss: Loss): void {
  for (const bidder of bidders) tellOutbid(request, bidder, loss);
}
