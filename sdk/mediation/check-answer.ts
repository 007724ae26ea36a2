import type { NetworkFill, NetworkNoFill } from "../adapter/network-adapter.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { findFloorMiss } from "./node-floor.ts";
import type { NodeTurn } from "./node-turn.ts";
import type { Ending, Loss } from "./tell-ending.ts";

/** What an answer within its contract comes to: an ad that counts, priced by its bid if it says no price, or none. */
export function checkAnswer(
  request: MediationRequest,
  turn: NodeTurn,
  answer: NetworkFill | NetworkNoFill,
): NetworkFill | Ending {
  if (answer.kind === "no-fill") {
    return { kind: "unfilled", rule: "network-no-fill", detail: answer.reason };
  }
  if (answer.renderUri === "") {
    return { kind: "unfilled", rule: "network-no-fill", detail: "its ad has no address" };
  }
  const { cpmUsd = turn.bid?.cpmUsd } = answer;
  const fill = { ...answer, ...(cpmUsd !== undefined && { cpmUsd }) };
  const loss = findBrokenBid(fill, turn) ?? findFillMiss(request, turn, fill);
  return loss === undefined ? fill : { kind: "unfilled", ...loss, ad: fill };
}

/** A fill that equals the floor passes; one without a price cannot be held against it. */
export function findFillMiss(
  request: MediationRequest,
  turn: NodeTurn,
  { cpmUsd }: NetworkFill,
): Loss | undefined {
  return findFloorMiss(request, turn, { said: "filled at", cpmUsd });
}

/** Others lost to the bid, so the network has to stand by it. */
function findBrokenBid({ cpmUsd }: NetworkFill, { bid }: NodeTurn): Loss | undefined {
  if (cpmUsd === undefined || bid?.cpmUsd === undefined || cpmUsd >= bid.cpmUsd) return undefined;
  const detail = `filled at ${cpmUsd} USD CPM, after a bid of ${bid.cpmUsd}`;
  return { rule: "fill-below-bid", detail };
}
