import type { AdSelectionOutcome } from "../model/ad-selection.ts";
import type { ChainedSelection, ChainingStyle, FirstPartyResult } from "./first-party.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { nodeFacts, rankPriceOf, type NodeTurn } from "./node-turn.ts";
import type { Placement } from "./placement.ts";
import { selectFirstParty, toPlacement } from "./select-first-party.ts";

/** The first party in one request: it selects once, and what it selected stands against price after price. */
export interface Contender {
  /** What it selected before the walk, if anything. */
  readonly outcome: AdSelectionOutcome | undefined;
  /** An auction over its outcome and a node's price; an equal bid is placed. Without an outcome, nobody is. */
  holdAgainst(turn: NodeTurn): Promise<Placement | undefined>;
  /** The first party's own auction over several outcomes. */
  chooseAmong(
    choice: Omit<ChainedSelection, "attempt"> & { readonly style: ChainingStyle },
  ): Promise<FirstPartyResult>;
}

/** Runs the first party's ad selection, where it may go before nodes (step 2). */
export async function enterFirstParty(request: MediationRequest): Promise<Contender> {
  const { requestId, firstParty, options } = request;
  const isFirst = options.firstPartyOptimisation && firstParty !== undefined;
  const outcome = isFirst ? await selectFirstParty(request, firstParty) : undefined;
  let attempt = 0;
  return {
    outcome,
    async holdAgainst(turn) {
      if (outcome === undefined) return undefined;
      attempt += 1;
      return holdAgainst(request, { outcome, turn, attempt });
    },
    async chooseAmong(choice) {
      attempt += 1;
      const selection = await firstParty?.selectAgainst({ ...choice, attempt }, { requestId });
      return selection ?? nobody;
    },
  };
}

const nobody: FirstPartyResult = {
  kind: "none",
  rule: "first-party-unconfigured",
  detail: "the SDK has no first party to choose",
};

interface Held {
  readonly outcome: AdSelectionOutcome;
  readonly turn: NodeTurn;
  readonly attempt: number;
}

async function holdAgainst(
  request: MediationRequest,
  { outcome, turn, attempt }: Held,
): Promise<Placement | undefined> {
  const { requestId, firstParty, emit } = request;
  if (firstParty === undefined) return undefined;
  const { nodeId } = turn.node;
  const selection = { outcomes: [outcome], minPriceUsd: rankPriceOf(turn), attempt };
  const result = await firstParty.selectAgainst(selection, { requestId, nodeId });
  const { adSelectionId, renderUri } = outcome;
  const facts = { ...nodeFacts(request, turn), attempt, adSelectionId, renderUri };
  if (result.kind === "selected") {
    emit({ type: "chained-selection.placed", ...facts });
    return toPlacement(firstParty, "first-party", result.outcome);
  }
  const { rule } = result;
  const detail = `${result.detail.replace(/\.$/, "")}; ${describePrice(turn)}`;
  emit({ type: "chained-selection.passed", ...facts, rule, detail });
  return undefined;
}

function describePrice({ node, bid }: NodeTurn): string {
  const { nodeId, ecpmUsd } = node;
  if (bid?.cpmUsd !== undefined) return `node "${nodeId}" bids ${bid.cpmUsd} USD CPM`;
  return `node "${nodeId}" stands at ${ecpmUsd} USD eCPM`;
}
