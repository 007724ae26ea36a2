import { enterFirstParty } from "./contender.ts";
import { fallBack } from "./fall-back.ts";
import type { MediationFlow } from "./mediation-flow.ts";
import { toTurns } from "./node-turn.ts";
import { walkNodes } from "./walk-nodes.ts";

/**
 * The waterfall in which the first party may go before any node it out-prices: the eight steps of the
 * mediation proposal, the first of which, fetching the chain, is done (spec: proposal). Without first-party
 * optimisation steps 2 to 4 fall away and the plain waterfall is left.
 */
export const waterfall: MediationFlow = async (request, chain) => {
  const contender = await enterFirstParty(request); // step 2
  const placed = await walkNodes(request, { turns: toTurns(chain), contender }); // steps 3 to 7
  return placed ?? fallBack(request, chain, contender.outcome); // step 8
};
