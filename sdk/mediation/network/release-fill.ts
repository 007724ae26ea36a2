import type { NetworkFill } from "../../adapter/network-adapter.ts";
import type { MediationRequest } from "../mediation-flow.ts";
import type { ConnectedTurn } from "../node-turn.ts";
import { invalidateFill } from "./invalidate-fill.ts";

/** Tells a node's network that nobody is going to show the ad it has loaded. */
export function releaseFill(
  { requestId, emit }: MediationRequest,
  { node, network }: ConnectedTurn,
  fill: NetworkFill,
): void {
  const { nodeId, networkId } = node;
  invalidateFill(network, fill, (message) =>
    emit({ type: "adapter.logged", requestId, nodeId, networkId, message }),
  );
}
