import { MediationError } from "../foundation/errors.ts";
import type { LossRule } from "../model/loss-rules.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { ConnectedTurn, NodeTurn } from "./try-node.ts";

export type CheckedNode =
  | { readonly kind: "eligible"; readonly turn: ConnectedTurn }
  | { readonly kind: "skipped"; readonly rule: LossRule; readonly detail: string };

/** Whether a node may have its turn (spec: proposal, "eligible"); an eligible one comes connected. */
export function checkNode(request: MediationRequest, turn: NodeTurn): CheckedNode {
  const { networks, slot, environment, endsAtMs, options } = request;
  const { networkId, adapter: adapterId, options: networkOptions } = turn.node;
  if (environment.clock.nowMs() >= endsAtMs) {
    return skipped("walk-out-of-time", `the request's ${options.totalTimeoutMs} ms were over`);
  }
  const adapter = networks.findAdapter(adapterId);
  if (adapter === undefined) {
    const known = networks.adapterIds.join(", ");
    return skipped("unknown-adapter", `no adapter "${adapterId}" is registered (there are: ${known})`);
  }
  if (adapter.formats !== undefined && !adapter.formats.includes(slot.format)) {
    const served = adapter.formats.join(", ");
    return skipped(
      "format-unsupported",
      `adapter "${adapterId}" serves ${served}; slot "${slot.slotId}" is ${slot.format}`,
    );
  }
  try {
    const network = networks.connect({ networkId, adapter, options: networkOptions });
    return { kind: "eligible", turn: { ...turn, network } };
  } catch (error) {
    if (!(error instanceof MediationError)) throw error;
    return skipped("adapter-options-invalid", error.message);
  }
}

function skipped(rule: LossRule, detail: string): CheckedNode {
  return { kind: "skipped", rule, detail };
}
