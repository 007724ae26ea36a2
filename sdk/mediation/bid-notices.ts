import { LOSS_REASONS, type LossReason } from "../adapter/loss-reasons.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { LossRule } from "../model/loss-rules.ts";
import type { Bidder } from "./ask-bidder.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { nodeFacts } from "./node-turn.ts";
import type { Placement } from "./placement.ts";

/** A request that remembers which rule ended each node, because bidders are owed the reason. */
export interface WatchedRequest extends MediationRequest {
  ruleOf(nodeId: string): LossRule | undefined;
}

export function watchEndings(request: MediationRequest): WatchedRequest {
  const rules = new Map<string, LossRule>();
  return {
    ...request,
    emit(draft) {
      const isEnding = draft.type.startsWith("node.") && "rule" in draft && "nodeId" in draft;
      if (isEnding && draft.rule !== undefined && draft.nodeId !== undefined) {
        rules.set(draft.nodeId, draft.rule);
      }
      request.emit(draft);
    },
    ruleOf: (nodeId) => rules.get(nodeId),
  };
}

/** Tells everybody who bid how it ended, once the request has its ad or none: a win, or a loss with its reason. */
export function sendNotices(
  request: WatchedRequest,
  bidders: readonly Bidder[],
  winner: Placement | undefined,
): void {
  for (const bidder of bidders) {
    const rule = request.ruleOf(bidder.node.nodeId);
    const isWinner = winner !== undefined && winner.nodeId === bidder.node.nodeId;
    if (isWinner) sendWin(request, bidder, winner);
    else sendLoss(request, { bidder, winner, lossReason: toLossReason(rule) });
  }
}

/** Where a rule has no line, another ad was worth more. */
const LOSS_REASON_BY_RULE: Partial<Record<LossRule, LossReason>> = {
  "bid-below-node-floor": LOSS_REASONS.belowFloor,
  "bid-price-unknown": LOSS_REASONS.missingPrice,
  "network-no-fill": LOSS_REASONS.missingMarkup,
  "fill-below-bid": LOSS_REASONS.invalidResponse,
  "adapter-result-invalid": LOSS_REASONS.invalidResponse,
  "adapter-failed": LOSS_REASONS.internalError,
  "selection-failed": LOSS_REASONS.internalError,
  "node-timed-out": LOSS_REASONS.opportunityExpired,
  "walk-out-of-time": LOSS_REASONS.opportunityExpired,
};

function toLossReason(rule: LossRule | undefined): LossReason {
  const reason = rule && LOSS_REASON_BY_RULE[rule];
  return reason ?? LOSS_REASONS.lostToHigherBid;
}

function sendWin(request: MediationRequest, bidder: Bidder, { fill }: Placement): void {
  const { network, bid, node } = bidder;
  if (network.onBidWon === undefined) return;
  const notice = { requestId: request.requestId, nodeId: node.nodeId, bid, cpmUsd: fill.cpmUsd };
  send(request, bidder, {
    lossReason: 0,
    winnerCpmUsd: fill.cpmUsd,
    call: () => network.onBidWon?.(notice),
  });
}

function sendLoss(
  request: MediationRequest,
  loss: {
    readonly bidder: Bidder;
    readonly winner: Placement | undefined;
    readonly lossReason: LossReason;
  },
): void {
  const { bidder, winner, lossReason } = loss;
  const { network, bid, node } = bidder;
  if (network.onBidLost === undefined) return;
  const winnerCpmUsd = winner?.fill.cpmUsd;
  const { requestId } = request;
  const notice = { requestId, nodeId: node.nodeId, bid, lossReason, winnerCpmUsd };
  send(request, bidder, { lossReason, winnerCpmUsd, call: () => network.onBidLost?.(notice) });
}

interface Notice {
  readonly lossReason: number;
  readonly winnerCpmUsd: number | undefined;
  readonly call: () => unknown;
}

/** An adapter is foreign code: what it throws, now or later, is a line in the trace. */
function send(request: MediationRequest, bidder: Bidder, notice: Notice): void {
  const { lossReason, winnerCpmUsd, call } = notice;
  const facts = { ...nodeFacts(request, bidder), lossReason };
  const tellFailed = (error: unknown): void => {
    const code = error instanceof MediationError ? error.code : "ERR_ADAPTER_FAILED";
    request.emit({ type: "bid-notice.failed", ...facts, code, detail: messageOf(error) });
  };
  try {
    const called = call();
    request.emit({
      type: "bid-notice.sent",
      ...facts,
      ...(winnerCpmUsd !== undefined && { winnerCpmUsd }),
    });
    Promise.resolve(called).catch(tellFailed);
  } catch (error) {
    tellFailed(error);
  }
}
