import { enterFirstParty } from "./contender.ts";
import type { MediationFlow } from "./mediation-flow.ts";
import { toTurns } from "./node-turn.ts";
import { runBidding } from "./run-bidding.ts";

/** Every network bids live, and one selection picks the winner (spec: proposal, "Programmatic and hybrid"). */
export const programmatic: MediationFlow = async (request, chain) => {
  const contender = await enterFirstParty(request);
  return runBidding(request, { chain, turns: toTurns(chain), contender });
};
