import type { Network } from "../../adapter/network-adapter.ts";
import type { Emit } from "../../model/mediation-event.ts";
import type { Loss } from "../tell-ending.ts";
import { invalidateFill } from "./invalidate-fill.ts";
import type { LateFill } from "./late-fills.ts";

interface Owner {
  readonly networkId: string;
  readonly network: Network;
  readonly emit: Emit;
}

/** Tells of a kept ad that nobody is going to have, and tells its network. */
export function dropLateFill(
  { networkId, network, emit }: Owner,
  { fill, nodeId, requestId }: Pick<LateFill, "fill" | "nodeId" | "requestId">,
  loss: Loss,
): void {
  const { renderUri } = fill;
  emit({ type: "late-fill.dropped", requestId, nodeId, networkId, renderUri, ...loss });
  invalidateFill(network, fill, (message) =>
    emit({ type: "adapter.logged", requestId, nodeId, networkId, message }),
  );
}
