import type { AdSelectionOutcome } from "../model/ad-selection.ts";
import type { MediationChain } from "../model/mediation-chain.ts";
import { checkNode, checkTime, type SkippedNode } from "./check-node.ts";
import type { FirstPartyNetwork } from "./first-party.ts";
import type { MediationFlow, MediationRequest } from "./mediation-flow.ts";
import { nodeFacts, type NodeTurn } from "./node-turn.ts";
import type { Placement } from "./placement.ts";
import { selectFirstParty, toPlacement } from "./select-first-party.ts";
import { tryNode } from "./try-node.ts";

/**
 * The waterfall in which the first party may go before any node it out-prices: the eight steps of the
 * mediation proposal, the first of which, fetching the chain, is done (spec: proposal). Without first-party
 * optimisation steps 2 to 4 fall away and the plain waterfall is left.
 */
export const waterfall: MediationFlow = async (request, chain) => {
  const { firstParty, options } = request;
  const optimises = options.firstPartyOptimisation && firstParty !== undefined;
  const first = optimises ? await selectFirstParty(request, firstParty) : undefined; // step 2
  const turns = chain.nodes.map((node, index) => ({ node, position: index + 1 }));
  let attempt = 0;
  for (const turn of turns) {
    const checked = checkNode(request, turn);
    if (checked.kind === "skipped") {
      tellSkipped(request, turn, checked);
      continue;
    }
    if (first && firstParty) {
      attempt += 1;
      const placed = await holdAgainst(request, { firstParty, first, turn, attempt }); // step 3
      if (placed) return endWalk(request, turns.slice(turn.position - 1), placed); // step 4
    }
    const outOfTime = checkTime(request); // an auction takes time
    if (outOfTime !== undefined) {
      tellSkipped(request, turn, outOfTime);
      continue;
    }
    const fill = await tryNode(request, checked.turn); // step 5
    if (fill) {
      const { nodeId, networkId } = turn.node;
      const { network: reporter } = checked.turn;
      const winner: Placement = { source: "node", nodeId, networkId, fill, reporter };
      return endWalk(request, turns.slice(turn.position), winner); // step 6
    }
  } // step 7: the next node
  return fallBack(request, chain, first); // step 8
};

function tellSkipped(request: MediationRequest, turn: NodeTurn, skipped: SkippedNode): void {
  const { rule, detail } = skipped;
  request.emit({ type: "node.skipped", ...nodeFacts(request, turn), rule, detail });
}

/** Nodes that the walk never came to are told so. */
function endWalk(
  request: MediationRequest,
  rest: readonly NodeTurn[],
  winner: Placement,
): Placement {
  const by = winner.source === "node" ? `node "${winner.nodeId}"` : "the first party's ad";
  const detail = `the walk ended with ${by}`;
  for (const turn of rest) {
    const facts = nodeFacts(request, turn);
    request.emit({ type: "node.unreached", ...facts, rule: "not-reached", detail });
  }
  return winner;
}

interface Held {
  readonly firstParty: FirstPartyNetwork;
  readonly first: AdSelectionOutcome;
  readonly turn: NodeTurn;
  readonly attempt: number;
}

/** An auction over the first party's outcome and the node's historical eCPM; an equal bid is placed. */
async function holdAgainst(
  request: MediationRequest,
  { firstParty, first, turn, attempt }: Held,
): Promise<Placement | undefined> {
  const { requestId, emit } = request;
  const { nodeId, ecpmUsd } = turn.node;
  const selection = { outcome: first, minPriceUsd: ecpmUsd, attempt };
  const result = await firstParty.selectAgainst(selection, { requestId, nodeId });
  const { adSelectionId, renderUri } = first;
  const facts = { ...nodeFacts(request, turn), attempt, adSelectionId, renderUri };
  if (result.kind === "selected") {
    emit({ type: "chained-selection.placed", ...facts });
    return toPlacement(firstParty, "first-party", result.outcome);
  }
  const { rule } = result;
  const detail = `${result.detail}; node "${nodeId}" stands at ${ecpmUsd} USD eCPM`;
  emit({ type: "chained-selection.passed", ...facts, rule, detail });
  return undefined;
}

/** The end of the chain: the outcome from before the walk, or a new ad selection. */
async function fallBack(
  request: MediationRequest,
  chain: MediationChain,
  first: AdSelectionOutcome | undefined,
): Promise<Placement | undefined> {
  const { requestId, firstParty, options, emit } = request;
  if (firstParty === undefined) {
    const rule = chain.nodes.length === 0 ? "chain-empty" : "first-party-unconfigured";
    const detail = `the chain "${chain.chainId}" is exhausted and the SDK has no first party`;
    emit({ type: "fallback.passed", requestId, rule, detail });
    return undefined;
  }
  // Where no selection ran before the walk there is nothing to reuse.
  const mode = options.firstPartyOptimisation ? options.firstPartyFallback : "rerun";
  emit({ type: "fallback.started", requestId, mode });
  const outcome = mode === "reuse" ? first : await selectFirstParty(request, firstParty);
  if (outcome === undefined) {
    const detail = "the chain is exhausted, and the first party has no ad either";
    emit({ type: "fallback.passed", requestId, rule: "first-party-no-ad", detail });
    return undefined;
  }
  const { networkId } = firstParty;
  emit({ type: "fallback.selected", requestId, networkId, ...outcome });
  return toPlacement(firstParty, "fallback", outcome);
}
