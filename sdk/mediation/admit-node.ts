import { checkNode, type CheckedNode, type SkippedNode } from "./check-node.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { Readiness } from "./network/initialization.ts";
import type { ConnectedTurn, NodeTurn } from "./node-turn.ts";

/** Whether a node may have its turn; the network of one that may is connected, and initialized. */
export async function admitNode(request: MediationRequest, turn: NodeTurn): Promise<CheckedNode> {
  const checked = checkNode(request, turn);
  if (checked.kind === "skipped") return checked;
  return (await initializeNetwork(request, checked.turn)) ?? checked;
}

/**
 * Makes sure that the node's network has been initialized before it is asked anything; undefined when it has. A
 * request has one try for each network, however many of its nodes stand for it.
 */
export async function initializeNetwork(
  request: MediationRequest,
  turn: ConnectedTurn,
): Promise<SkippedNode | undefined> {
  const { initialization } = turn;
  const { environment, options, endsAtMs, uninitialized } = request;
  const known = initialization.settled ?? uninitialized.get(initialization);
  if (known !== undefined) return toSkipped(known);
  const patienceMs = endsAtMs - environment.clock.elapsedMs();
  const readiness = await initialization.attempt({
    timeoutMs: Math.min(options.initializeTimeoutMs, patienceMs),
    patienceMs,
    tell: (ended, latencyMs) => tellInitialization(request, turn, { ended, latencyMs }),
  });
  if (readiness.kind === "unready") uninitialized.set(initialization, readiness);
  return toSkipped(readiness);
}

function toSkipped(readiness: Readiness): SkippedNode | undefined {
  if (readiness.kind === "ready") return undefined;
  const { status, detail } = readiness;
  const rule = status === "does-not-apply" ? "network-does-not-apply" : "network-not-initialized";
  return { kind: "skipped", rule, detail };
}

function tellInitialization(
  { requestId, emit }: MediationRequest,
  { node }: NodeTurn,
  { ended, latencyMs }: { readonly ended: Readiness; readonly latencyMs: number },
): void {
  const { nodeId, networkId, adapter } = node;
  const facts = { requestId, nodeId, networkId, adapter, latencyMs };
  if (ended.kind === "ready") {
    emit({ type: "network.initialized", ...facts });
    return;
  }
  const { status, detail } = ended;
  emit({ type: "network.uninitialized", ...facts, status, detail });
}
