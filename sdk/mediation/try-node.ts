import { z } from "zod";
import { LoadResultSchema } from "../adapter/load-result.ts";
import type { NetworkFill } from "../adapter/network-adapter.ts";
import { runWithin } from "../foundation/deadline.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { LossRule } from "../model/loss-rules.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { nodeFacts, type ConnectedTurn, type NodeTurn } from "./node-turn.ts";

interface Loss {
  readonly rule: LossRule;
  readonly detail: string;
}

type Answer =
  | { readonly kind: "fill"; readonly fill: NetworkFill }
  | ({ readonly kind: "unfilled" } & Loss)
  | ({ readonly kind: "timed-out" } & Loss)
  | ({ readonly kind: "failed"; readonly code: string } & Loss);

/**
 * Asks one network and tells how it went. An adapter is foreign code: whatever it throws, withholds or makes
 * up ends its own turn and nothing else.
 */
export async function tryNode(
  request: MediationRequest,
  turn: ConnectedTurn,
): Promise<NetworkFill | undefined> {
  const { clock } = request.environment;
  const startedAtMs = clock.elapsedMs();
  const leftMs = request.endsAtMs - startedAtMs;
  const timeoutMs = Math.min(turn.node.timeoutMs ?? request.options.nodeTimeoutMs, leftMs);
  const facts = nodeFacts(request, turn);
  request.emit({ type: "node.started", ...facts, adapter: turn.node.adapter, timeoutMs });
  const answer = await askNetwork(request, turn, timeoutMs);
  tellAnswer(request, turn, { answer, latencyMs: clock.elapsedMs() - startedAtMs });
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
  { answer, latencyMs }: { readonly answer: Answer; readonly latencyMs: number },
): void {
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
