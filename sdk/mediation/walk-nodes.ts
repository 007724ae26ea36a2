import type { NetworkFill } from "../adapter/network-adapter.ts";
import { admitNode } from "./admit-node.ts";
import type { Contender } from "./contender.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { releaseFill } from "./network/release-fill.ts";
import { toNodePlacement } from "./node-placement.ts";
import { rankPriceOf, type ConnectedTurn, type NodeTurn } from "./node-turn.ts";
import type { Placement } from "./placement.ts";
import {
  skipWithoutTime,
  tellOutbid,
  tellSkipped,
  tellUnreached,
  type Loss,
} from "./tell-ending.ts";
import { tryNode } from "./try-node.ts";

export interface Walk {
  readonly turns: readonly NodeTurn[];
  readonly contender: Contender;
  /**
   * Whether a fill only ends the walk if it pays what the next node is worth. For orders that are not by what
   * fills pay; otherwise the first fill ends it.
   */
  readonly comparesFills?: boolean;
}

/** Node after node: may it, does the first party go before it, has it an ad (steps 3 to 7). */
export async function walkNodes(
  request: MediationRequest,
  { turns, contender, comparesFills = false }: Walk,
): Promise<Placement | undefined> {
  let best: Filled | undefined;
  for (const [index, turn] of turns.entries()) {
    const taken = await takeTurn(request, contender, turn);
    if (taken?.kind === "placed") {
      tellPassedOver(request, best);
      return endWalk(request, turns.slice(index), taken.placement); // step 4
    }
    if (taken !== undefined) best = keepHigher(request, best, taken);
    const rest = turns.slice(index + 1);
    if (best !== undefined && isEnough(best, comparesFills ? rest[0] : undefined)) {
      return endWalk(request, rest, toNodePlacement(best.turn, best.fill)); // step 6
    }
  } // step 7: the next node
  return undefined;
}

interface Filled {
  readonly kind: "filled";
  readonly turn: ConnectedTurn;
  readonly fill: NetworkFill;
}

/** Undefined: it came to nothing, and has been told of. */
async function takeTurn(
  request: MediationRequest,
  contender: Contender,
  turn: NodeTurn,
): Promise<{ readonly kind: "placed"; readonly placement: Placement } | Filled | undefined> {
  const checked = await admitNode(request, turn);
  if (checked.kind === "skipped") {
    tellSkipped(request, turn, checked);
    return undefined;
  }
  const placement = await contender.holdAgainst(turn); // step 3
  if (placement !== undefined) return { kind: "placed", placement };
  if (skipWithoutTime(request, turn)) return undefined; // an auction takes time
  const fill = await tryNode(request, checked.turn); // step 5
  return fill && { kind: "filled", turn: checked.turn, fill };
}

function isEnough(filled: Filled, next: NodeTurn | undefined): boolean {
  return next === undefined || priceOf(filled) >= rankPriceOf(next);
}

/** A fill that says no price is taken to pay what its node is worth. */
function priceOf({ turn, fill }: Filled): number {
  return fill.cpmUsd ?? rankPriceOf(turn);
}

/** Of two fills one is in vain; equal ones are decided by who came first. */
function keepHigher(request: MediationRequest, earlier: Filled | undefined, later: Filled): Filled {
  if (earlier === undefined) return later;
  const [higher, lower] = priceOf(later) > priceOf(earlier) ? [later, earlier] : [earlier, later];
  const { nodeId } = higher.turn.node;
  const detail = `filled at ${priceOf(lower)} USD CPM; node "${nodeId}" fills at ${priceOf(higher)}`;
  loseFill(request, lower, { rule: "fill-lower", detail });
  return higher;
}

function tellPassedOver(request: MediationRequest, filled: Filled | undefined): void {
  if (filled === undefined) return;
  const detail = `filled at ${priceOf(filled)} USD CPM; the first party's ad was placed at a higher price`;
  loseFill(request, filled, { rule: "first-party-placed", detail });
}

/** Its network is told too: the ad was loaded, and nobody is going to show it. */
function loseFill(request: MediationRequest, { turn, fill }: Filled, loss: Loss): void {
  tellOutbid(request, turn, loss);
  releaseFill(request, turn, fill);
}

function endWalk(
  request: MediationRequest,
  rest: readonly NodeTurn[],
  winner: Placement,
): Placement {
  const by = winner.source === "node" ? `node "${winner.nodeId}"` : "the first party's ad";
  tellUnreached(request, rest, `the walk ended with ${by}`);
  return winner;
}
