import { MediationError, messageOf } from "../foundation/errors.ts";
import type { LossRule } from "../model/loss-rules.ts";
import { findBar } from "./find-bar.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { ConnectedTurn, NodeTurn } from "./node-turn.ts";

/** Why a node does not get its turn. */
export interface SkippedNode {
  readonly kind: "skipped";
  readonly rule: LossRule;
  readonly detail: string;
}

export type CheckedNode = { readonly kind: "eligible"; readonly turn: ConnectedTurn } | SkippedNode;

/** Whether a node may have its turn (spec: proposal, "eligible"); an eligible one comes connected. */
export function checkNode(request: MediationRequest, turn: NodeTurn): CheckedNode {
  const { networks, slot } = request;
  const { networkId, adapter: adapterId, options } = turn.node;
  const outOfTime = checkTime(request);
  if (outOfTime !== undefined) return outOfTime;
  const adapter = networks.findAdapter(adapterId);
  if (adapter === undefined) {
    const known = networks.adapterIds.join(", ");
    const detail = `no adapter "${adapterId}" is registered (there are: ${known})`;
    return skipped("unknown-adapter", detail);
  }
  if (adapter.formats !== undefined && !adapter.formats.includes(slot.format)) {
    const served = adapter.formats.join(", ");
    return skipped(
      "format-unsupported",
      `adapter "${adapterId}" serves ${served}; slot "${slot.slotId}" is ${slot.format}`,
    );
  }
  const bar = findBar(request, turn.node);
  if (bar !== undefined) return skipped(bar.rule, bar.detail);
  try {
    const connected = networks.connect({ networkId, adapter, options });
    return { kind: "eligible", turn: { ...turn, ...connected } };
  } catch (error) {
    return explainRefusal(adapterId, error);
  }
}

/** Skips a node for which the request has no time left; undefined when it has some. */
export function checkTime(request: MediationRequest): SkippedNode | undefined {
  const { environment, endsAtMs, options } = request;
  if (environment.clock.elapsedMs() < endsAtMs) return undefined;
  return skipped("walk-out-of-time", `the request's ${options.totalTimeoutMs} ms were over`);
}

function explainRefusal(adapterId: string, error: unknown): SkippedNode {
  if (error instanceof MediationError && error.code === "ERR_CONFIG_INVALID") {
    return skipped("adapter-options-invalid", error.message);
  }
  const detail = `adapter "${adapterId}" threw while it connected: ${messageOf(error)}`;
  return skipped("adapter-failed", detail);
}

function skipped(rule: LossRule, detail: string): SkippedNode {
  return { kind: "skipped", rule, detail };
}
