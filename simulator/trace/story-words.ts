import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import { priceOf, type AuctionFacts, type ScoredAd } from "./auction-facts.ts";
import { BIDDING_CLOSE_UP_WORDS, BIDDING_WORDS } from "./bidding-words.ts";
import { wordEvent } from "./event-words.ts";
import type { Words, WordTable } from "./word-table.ts";

/** What leads to an ad. */
const STORY_WORDS: WordTable = {
  "chain.fetched": ({ chainId, nodes }) => {
    const listed = nodes
      .map(({ nodeId, ecpmUsd, bids }) => `${nodeId} ${bids ? "bids live" : `at ${ecpmUsd}`}`)
      .join(", ");
    const count = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
    return nodes.length === 0
      ? `The ad server sent chain "${chainId}", which is empty.`
      : `The ad server sent chain "${chainId}" of ${count}, by USD eCPM: ${listed}.`;
  },
  "chain.warned": ({ length, advisedLength }) =>
    `The chain has ${length} nodes, and more than ${advisedLength} cost latency.`,
  "contextual-ad.received": ({ renderUri, cpmUsd }) =>
    `The ad server sent an ad instead of a chain: ${renderUri} at ${cpmUsd} USD CPM.`,
  "first-party.selected": (event, facts) =>
    `The first party "${event.networkId}" selected ${event.renderUri}${wordPrice(event, facts)}.`,
  "chained-selection.placed": (event, facts) =>
    `The first party's ad ${event.renderUri}${wordPrice(event, facts)}, goes before node "${event.nodeId}": it was chosen against the node's ${wordWorth(event)}.`,
  "node.started": (event) =>
    `Node "${event.nodeId}", number ${event.position} of the chain (${wordWorth(event)}), was asked for its ad through adapter ${event.adapter}, with ${event.timeoutMs} ms to answer.`,
  "node.filled": (event, facts) =>
    `Node "${event.nodeId}" filled after ${event.latencyMs} ms with ${event.renderUri}${wordPrice(event, facts)}.`,
  "fallback.started": ({ mode }) =>
    mode === "reuse"
      ? "The chain is exhausted, so the ad that the first party selected before the walk stands in."
      : "The chain is exhausted, so the first party selects again.",
  "fallback.selected": (event, facts) =>
    `The first party "${event.networkId}" stands in with ${event.renderUri}${wordPrice(event, facts)}.`,
  "ad-selection.finished": wordWinner,
  ...BIDDING_WORDS,
  "selection.advised": ({ detail }) => `The device advises: ${detail}.`,
  "step.skipped": ({ detail }) => `The step was skipped: ${detail}.`,
  "step.threw": ({ exception, exceptionMessage }) =>
    `The app was thrown ${exception}${exceptionMessage === "" ? ", without a message" : `: ${exceptionMessage.replace(/\.$/, "")}`}.`,
};

/** What is worth telling only of one ad or one node. */
const CLOSE_UP_WORDS: WordTable = {
  ...BIDDING_CLOSE_UP_WORDS,
  "bid.received": ({ buyer, audience, renderUri, bid }) =>
    audience === undefined
      ? `Buyer ${buyer} bid ${bid} for ${renderUri}.`
      : `Buyer ${buyer} bid ${bid} for ${renderUri}, from custom audience ${audience}.`,
  "ad.scored": ({ renderUri, score, callId }, { sellers }) =>
    `${sellers.get(callId) ?? "The seller"} scored ${renderUri} ${score}.`,
  "adapter.logged": ({ networkId, message }) => `Network "${networkId}" logged: ${message}`,
  "ad.shown": ({ adId }) => `The app showed it as ${adId}.`,
  "impression.reported": ({ networkId, adId }) =>
    `Network "${networkId}" reported the impression of ${adId}.`,
  "impression.failed": ({ networkId, adId, detail }) =>
    `Network "${networkId}" could not report the impression of ${adId}: ${detail}`,
  "impression.refused": ({ adId, detail }) =>
    `A second impression of ${adId} was refused: ${detail}.`,
  "interaction.reported": ({ networkId, adId, key }) =>
    `Network "${networkId}" reported a ${key} on ${adId}.`,
  "interaction.failed": ({ networkId, adId, key, detail }) =>
    `Network "${networkId}" could not report a ${key} on ${adId}: ${detail}`,
  "report.sent": ({ destination, key, uri, status, detail = "" }) =>
    `The ${destination} was told of the ${key}: ${uri} answered ${status ?? `nothing (${detail})`}.`,
  "report.withheld": ({ destination, key, detail, rule }) =>
    rule === undefined ? `The ${destination} was not told of the ${key}: ${detail}.` : undefined,
};

/** Says nothing of who won or lost, or says it where another event has said it. */
const UNTOLD: ReadonlySet<MediationEventType> = new Set<MediationEventType>([
  "session.started",
  "session.finished",
  "step.started",
  "step.returned",
  "request.started",
  "request.finished",
  "ad.selected",
  "ad-selection.started",
  "audience.joined",
  "audience.left",
  "audience.updated",
  "audience.deleted",
  "audience-update.scheduled",
  "audience-update.dropped",
  "background-job.finished",
  "device-call.failed",
  "conditions.changed",
  "logic.finished",
  "logic.reused",
  "console.printed",
  "beacon.registered",
  "beacon.dropped",
  "debug-report.sent",
  "debug-report.queued",
  "debug-report.withheld",
  "ad-selection.preloaded",
  "storage.cleared",
  "histogram.updated",
  "histogram.unchanged",
  "advertisers.replaced",
  "advertisers.deleted",
  "override.stored",
  "override.removed",
  "override.ignored",
  "http.finished",
]);

export function isCloseUp({ type }: MediationEvent): boolean {
  return Object.hasOwn(CLOSE_UP_WORDS, type);
}

/** An event that nobody has found words for is told all the same; undefined if another one tells it. */
export function tellFact(event: MediationEvent, facts: AuctionFacts): string | undefined {
  if (UNTOLD.has(event.type)) return undefined;
  const make = (STORY_WORDS[event.type] ?? CLOSE_UP_WORDS[event.type]) as
    | Words<MediationEventType>
    | undefined;
  return make === undefined ? `${wordEvent(event)}.` : make(event, facts);
}

/** What stands for a node: what it has bid, or what it paid in the past. */
function wordWorth(node: {
  readonly bidCpmUsd?: number | undefined;
  readonly ecpmUsd: number;
}): string {
  const { bidCpmUsd, ecpmUsd } = node;
  return bidCpmUsd === undefined ? `${ecpmUsd} USD eCPM` : `bid of ${bidCpmUsd} USD CPM`;
}

/** `, at 2.5 USD CPM`, or `, bid 2.5 of shoes.example`, or nothing where nobody says. */
export function wordPrice(
  ad: { readonly cpmUsd?: number | undefined; readonly adSelectionId?: string | undefined },
  facts: AuctionFacts,
): string {
  if (ad.cpmUsd !== undefined) return `, at ${ad.cpmUsd} USD CPM`;
  const stored = ad.adSelectionId === undefined ? undefined : facts.stored.get(ad.adSelectionId);
  return stored === undefined ? "" : `, bid ${priceOf(ad, facts)} of ${stored.buyer}`;
}

function wordWinner(
  { callId, renderUri, bid, buyer }: MediationEventOf<"ad-selection.finished">,
  { sellers, scores, outcomes }: AuctionFacts,
): string {
  const won = `Ad ${renderUri}, bid ${bid} of ${buyer}, won ${sellers.has(callId) ? `the ad selection of ${sellers.get(callId)}` : callId}`;
  const scored = scores.get(callId) ?? [];
  const own = scored.find((each) => each.renderUri === renderUri && each.bid === bid);
  if (own === undefined) {
    const count = outcomes.get(callId)?.length ?? 0;
    return `${won}: it was chosen out of ${count === 1 ? "1 outcome" : `${count} outcomes`}.`;
  }
  const [next] = scored.filter((each) => each !== own).toSorted((a, b) => b.score - a.score);
  return `${won}: its score of ${own.score} ${compareScores(own.score, next)}.`;
}

function compareScores(score: number, next: ScoredAd | undefined): string {
  if (next === undefined) return "is above 0, and there is no other";
  return next.score === score
    ? `equals that of ${next.renderUri}, and it comes first`
    : `is the highest, before ${next.score} of ${next.renderUri}`;
}
