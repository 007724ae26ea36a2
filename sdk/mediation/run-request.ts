import { traceHttp } from "../model/traced-http.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { ContextualAd, MediationChain } from "../model/mediation-chain.ts";
import type { AdRequestOutcome } from "./ad-request.ts";
import { askContextualEndpoint, type ContextualResult } from "./contextual-endpoint.ts";
import { handOverAd } from "./hand-over-ad.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { Placement } from "./placement.ts";
import { selectFirstParty, toPlacement } from "./select-first-party.ts";

export interface ContextualAsk {
  readonly url: string;
  readonly appId: string;
  readonly user: JsonObject | undefined;
  readonly consent: JsonObject | undefined;
  readonly reserveCpmUsd: number | undefined;
}

/** From asking the ad server to having an ad or a reason why there is none. */
export async function runRequest(
  request: MediationRequest,
  ask: ContextualAsk,
): Promise<AdRequestOutcome> {
  const { requestId, slot, emit, environment } = request;
  const refused = refuseCapped(request);
  if (refused !== undefined) return refused;
  const startedAtMs = environment.clock.elapsedMs();
  const { slotId, format } = slot;
  const { totalTimeoutMs, endpointTimeoutMs } = request.options;
  const budgets = { totalTimeoutMs, endpointTimeoutMs };
  emit({ type: "request.started", requestId, slotId, format, ...budgets });
  const answered = await fetchAnswer(request, ask); // step 1
  const outcome = await mediate(request, answered);
  const latencyMs = environment.clock.elapsedMs() - startedAtMs;
  emit({ type: "request.finished", requestId, kind: outcome.kind, latencyMs });
  return outcome;
}

/** A request that a cap refuses has not begun, and counts nowhere as an ad request. */
function refuseCapped({
  requestId,
  slot,
  caps,
  impressions,
  emit,
}: MediationRequest): AdRequestOutcome | undefined {
  const refusal = impressions.findRefusal(caps);
  if (refusal === undefined) return undefined;
  const { slotId, format } = slot;
  const { by, rule, detail } = refusal;
  const cap = by.owner;
  emit({ type: "request.refused", requestId, slotId, format, cap, rule, detail });
  return { kind: "no-fill", reason: detail };
}

function fetchAnswer(request: MediationRequest, ask: ContextualAsk): Promise<ContextualResult> {
  const { environment, options, requestId, slot, emit } = request;
  const { url, appId, user, consent, reserveCpmUsd } = ask;
  const { slotId, format, sizes } = slot;
  return askContextualEndpoint(
    {
      url,
      timeoutMs: options.endpointTimeoutMs,
      http: traceHttp(environment, emit, { requestId }),
      clock: environment.clock,
    },
    { appId, slotId, format, sizes, user, consent, reserveCpmUsd },
  );
}

async function mediate(
  request: MediationRequest,
  answered: ContextualResult,
): Promise<AdRequestOutcome> {
  const { requestId, emit } = request;
  if (answered.kind === "failed") {
    const { code, message: detail } = answered.error;
    emit({ type: "chain.failed", requestId, code, rule: "endpoint-failed", detail });
    return answered;
  }
  const { auctionId } = answered;
  if (answered.kind === "nothing") {
    const detail = `the contextual endpoint has nothing for slot "${request.slot.slotId}"`;
    emit({ type: "chain.refused", requestId, auctionId, rule: "chain-not-offered", detail });
    return { kind: "no-fill", reason: detail };
  }
  const { answer } = answered;
  const placement =
    answer.kind === "chain"
      ? await walkChain(request, answer, auctionId)
      : await offer(request, answer, auctionId);
  if (placement === undefined) return { kind: "no-fill", reason: "nobody had an ad" };
  return { kind: "filled", ad: handOverAd(request, placement) };
}

async function walkChain(
  request: MediationRequest,
  chain: MediationChain,
  auctionId: string | undefined,
): Promise<Placement | undefined> {
  const { requestId, emit, options } = request;
  const nodes = chain.nodes.map(({ nodeId, networkId, adapter, ecpmUsd, floorCpmUsd, bids }) => ({
    nodeId,
    networkId,
    adapter,
    ecpmUsd,
    floorCpmUsd,
    bids,
  }));
  emit({ type: "chain.fetched", requestId, auctionId, chainId: chain.chainId, nodes });
  const { advisedChainLength: advisedLength } = options;
  if (nodes.length > advisedLength) {
    emit({ type: "chain.warned", requestId, length: nodes.length, advisedLength });
  }
  return request.flow(request, chain);
}

/** A contextual ad instead of a chain: the first party's selection decides between it and remarketing. */
async function offer(
  request: MediationRequest,
  { ad }: ContextualAd,
  auctionId: string | undefined,
): Promise<Placement | undefined> {
  const { requestId, firstParty, emit } = request;
  const { renderUri, cpmUsd } = ad;
  emit({ type: "contextual-ad.received", requestId, auctionId, renderUri, cpmUsd });
  if (firstParty === undefined) {
    const detail = `the SDK has no first party to select the contextual ad ${renderUri}`;
    emit({ type: "first-party.passed", requestId, rule: "first-party-unconfigured", detail });
    return undefined;
  }
  const outcome = await selectFirstParty(request, firstParty, ad);
  const source = outcome?.renderUri === renderUri ? "contextual" : "first-party";
  return outcome && toPlacement(firstParty, source, outcome);
}
