import type { AdSelectionOutcome } from "../model/ad-selection.ts";
import type { MediationChain } from "../model/mediation-chain.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { Placement } from "./placement.ts";
import { selectFirstParty, toPlacement } from "./select-first-party.ts";

/** The end of the chain: the outcome from before the walk, or a new ad selection (step 8). */
export async function fallBack(
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
