import { z } from "zod";
import type { Network, NetworkFill } from "../adapter/network-adapter.ts";
import { runWithin } from "../foundation/deadline.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { MediationNode } from "../model/mediation-chain.ts";
import type { LossRule } from "../model/loss-rules.ts";
import type { MediationRequest } from "./mediation-flow.ts";

/** A node in its place in the chain, ready to be asked. */
export interface NodeTurn {
  readonly node: MediationNode;
  /** From 1. */
  readonly position: number;
}

export interface ConnectedTurn extends NodeTurn {
  readonly network: Network;
}

/** What a node's events have in common. */
export function nodeFacts({ requestId }: MediationRequest, { node, position }: NodeTurn) {
  const { nodeId, networkId, ecpmUsd } = node;
  return { requestId, nodeId, networkId, position, ecpmUsd };
}

const LoadResultSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("fill"),
    renderUri: z.string(),
    cpmUsd: z.number().nonnegative().optional(),
    adSelectionId: z.string().optional(),
  }),
  z.object({ kind: z.literal("no-fill"), reason: z.string() }),
  z.object({ kind: z.literal("error"), error: z.object({ code: z.string(), message: z.string() }) }),
]);

type Answer =
  | { readonly kind: "fill"; readonly fill: NetworkFill }
  | { readonly kind: "unfilled"; readonly rule: LossRule; readonly detail: string }
  | { readonly kind: "timed-out"; readonly rule: LossRule; readonly detail: string }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly rule: LossRule;
      readonly detail: string;
    };

/**
 * Asks one network and tells how it went. An adapter is foreign code: whatever it throws, withholds or makes
 * up ends its own turn and nothing else.
 */
export async function tryNode(
  request: MediationRequest,
  turn: ConnectedTurn,
): Promise<NetworkFill | undefined> {
  const { clock } = request.environment;
  const startedAtMs = clock.nowMs();
  const leftMs = Math.max(0, request.endsAtMs - startedAtMs);
  const timeoutMs = Math.min(turn.node.timeoutMs ?? request.options.nodeTimeoutMs, leftMs);
  const facts = nodeFacts(request, turn);
  request.emit({ type: "node.started", ...facts, adapter: turn.node.adapter, timeoutMs });
  const answer = await askNetwork(request, turn, timeoutMs);
  tellAnswer(request, turn, { answer, latencyMs: clock.nowMs() - startedAtMs });
  return answer.kind === "fill" ? answer.fill : undefined;
}

async function askNetwork(
  request: MediationRequest,
  { node, network }: ConnectedTurn,
  timeoutMs: number,
): Promise<Answer> {
  const { requestId, slot, environment } = request;
  const { nodeId, ecpmUsd, floorCpmUsd } = node;
  const origin = { requestId, nodeId };
  const load = { requestId, nodeId, slot, ecpmUsd, floorCpmUsd, timeoutMs, origin };
  try {
    const loaded = await runWithin(environment.clock, { timeoutMs }, async ({ signal }) =>
      network.load(load, signal),
    );
    if (loaded.kind === "finished") return readAnswer(loaded.value, floorCpmUsd);
    const detail = `${node.networkId} did not answer within ${timeoutMs} ms`;
    return { kind: "timed-out", rule: "node-timed-out", detail };
  } catch (error) {
    const code = error instanceof MediationError ? error.code : "ERR_ADAPTER_FAILED";
    const detail = `adapter "${node.adapter}" threw: ${messageOf(error)}`;
    return { kind: "failed", code, rule: "adapter-failed", detail };
  }
}

function readAnswer(result: unknown, floorCpmUsd: number | undefined): Answer {
  const checked = LoadResultSchema.safeParse(result);
  if (!checked.success) {
    const code = "ERR_ADAPTER_RESULT_INVALID";
    const detail = `the adapter's answer breaks its contract: ${z.prettifyError(checked.error)}`;
    return { kind: "failed", code, rule: "adapter-result-invalid", detail };
  }
  const answer = checked.data;
  switch (answer.kind) {
    case "fill":
      return checkFill(answer, floorCpmUsd);
    case "no-fill":
      return { kind: "unfilled", rule: "network-no-fill", detail: answer.reason };
    case "error": {
      const { code, message } = answer.error;
      return { kind: "failed", code, rule: "adapter-failed", detail: message };
    }
  }
}

/** A fill that equals the floor passes; one without a price cannot be held against it. */
function checkFill(fill: NetworkFill, floorCpmUsd: number | undefined): Answer {
  if (fill.renderUri === "") {
    return { kind: "unfilled", rule: "network-no-fill", detail: "its ad has no address" };
  }
  const { cpmUsd } = fill;
  if (cpmUsd === undefined || floorCpmUsd === undefined || cpmUsd >= floorCpmUsd) {
    return { kind: "fill", fill };
  }
  const detail = `filled at ${cpmUsd} USD CPM, under the node's floor of ${floorCpmUsd}`;
  return { kind: "unfilled", rule: "bid-below-node-floor", detail };
}

function tellAnswer(
  request: MediationRequest,
  turn: NodeTurn,
  told: { readonly answer: Answer; readonly latencyMs: number },
): void {
  const { answer, latencyMs } = told;
  const facts = { ...nodeFacts(request, turn), latencyMs };
  switch (answer.kind) {
    case "fill": {
      const { renderUri, cpmUsd, adSelectionId } = answer.fill;
      request.emit({ type: "node.filled", ...facts, renderUri, cpmUsd, adSelectionId });
      return;
    }
    case "unfilled":
      request.emit({ type: "node.unfilled", ...facts, rule: answer.rule, detail: answer.detail });
      return;
    case "timed-out":
      request.emit({ type: "node.timed-out", ...facts, rule: answer.rule, detail: answer.detail });
      return;
    case "failed": {
      const { code, rule, detail } = answer;
      request.emit({ type: "node.failed", ...facts, code, rule, detail });
    }
  }
}
