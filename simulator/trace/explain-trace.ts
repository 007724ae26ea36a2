import type { LedgerRule, MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { collectAuctionFacts, type AuctionFacts } from "./auction-facts.ts";
import { createAdMatcher, tellWhatBecameOf } from "./ad-story.ts";
import { resolveQuestion, type Question } from "./question.ts";
import { tellLoss } from "./loss-words.ts";
import { nodeOf, splitTrace, type TracePart } from "./split-trace.ts";
import { isCloseUp, tellFact } from "./story-words.ts";
import { tellResult } from "./tell-result.ts";

export interface Sentence {
  readonly text: string;
  /** The rule that decided, if somebody lost. */
  readonly rule?: LedgerRule;
  /** Whether it is about what only the device sees. */
  readonly isOfDevice?: true;
}

export interface Chapter {
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

/**
 * Why this ad, and why not that one: a chapter for each request and each step beside them, in the order in
 * which they began. Who lost did so by a named rule, and with the values that decided.
 *
 * @throws MediationError ERR_TRACE_NO_MATCH
 */
export function explainTrace(
  events: readonly MediationEvent[],
  question: Question = {},
): readonly Chapter[] {
  const { requestId, nodeId, adUri } = resolveQuestion(events, question);
  const facts = collectAuctionFacts(events);
  const parts = splitTrace(events).filter(
    (part) => requestId === undefined || part.requestId === requestId,
  );
  if (adUri !== undefined) return tellAd(parts, adUri, facts);
  if (nodeId !== undefined) return parts.flatMap((part) => tellNode(part, nodeId, facts));
  const chapters = withoutSilence(parts.map((part) => tellPart(part, facts)));
  return chapters.length > 0 ? chapters : [tellNothing(events)];
}

function tellPart({ title, requestId, events }: TracePart, facts: AuctionFacts): Chapter {
  const result = requestId === undefined ? [] : tellResult(events, facts);
  const story = events.filter((event) => !isCloseUp(event) || hasLost(event));
  return { title, sentences: [...result, ...tellEvents(story, facts)] };
}

function hasLost(event: MediationEvent): boolean {
  return "rule" in event && event.rule !== undefined;
}

function tellNode(part: TracePart, nodeId: string, facts: AuctionFacts): readonly Chapter[] {
  const { requestId, events } = part;
  const chain = events.find((event) => event.type === "chain.fetched");
  const index = chain?.nodes.findIndex((node) => node.nodeId === nodeId) ?? -1;
  if (chain === undefined || index < 0) return tellBid(part, nodeId, facts);
  const place = tellPlace(chain, index);
  const story = events.filter((event) => nodeOf(event) === nodeId && event.type !== "node.started");
  const hasWon = events.some((event) => event.type === "ad.selected" && event.nodeId === nodeId);
  const result = hasWon ? `It won ${requestId}.` : `It did not win ${requestId}.`;
  const sentences = [{ text: `${place} ${result}` }, ...tellEvents(story, facts)];
  return [{ title: `${requestId}, node ${nodeId}`, sentences }];
}

/** What would have been a node, and did not get that far. */
function tellBid(
  { requestId, events }: TracePart,
  bidId: string,
  facts: AuctionFacts,
): readonly Chapter[] {
  const lost = events.filter((event) => event.type === "auction.bid-lost" && event.bidId === bidId);
  if (lost.length === 0) return [];
  return [{ title: `${requestId}, bid ${bidId}`, sentences: tellEvents(lost, facts) }];
}

function tellPlace({ nodes }: MediationEventOf<"chain.fetched">, index: number): string {
  const node = nodes[index];
  if (node === undefined) return "";
  const { nodeId, networkId, adapter, ecpmUsd, floorCpmUsd, bids } = node;
  const worth = bids ? "a live bid" : `${ecpmUsd} USD eCPM`;
  const floor = floorCpmUsd === undefined ? "" : ` and a floor of ${floorCpmUsd} USD CPM`;
  return `Node "${nodeId}" is number ${index + 1} of ${nodes.length} in the chain, with ${worth}${floor}: network "${networkId}" through adapter ${adapter}.`;
}

function tellAd(
  parts: readonly TracePart[],
  adUri: string,
  facts: AuctionFacts,
): readonly Chapter[] {
  const isAbout = createAdMatcher(
    parts.flatMap(({ events }) => events),
    adUri,
  );
  const chapters = parts.flatMap(({ title, requestId, events }) => {
    const own = events.filter(isAbout);
    // What comes after the walk is no part of a node's turn.
    const byNode = Map.groupBy(own, (event) => ("adId" in event ? "" : (nodeOf(event) ?? "")));
    return [...byNode].map(([nodeId, story]) => {
      const place = nodeId === "" ? (requestId ?? title) : `${requestId ?? title}, node ${nodeId}`;
      return { title: place, sentences: tellEvents(story, facts) };
    });
  });
  const opening = { title: adUri, sentences: [{ text: tellWhatBecameOf(adUri, parts) }] };
  return [opening, ...withoutSilence(chapters)];
}

function tellEvents(events: readonly MediationEvent[], facts: AuctionFacts): readonly Sentence[] {
  return events.flatMap((event): readonly Sentence[] => {
    const loss = tellLoss(event, facts);
    const text = loss?.text ?? tellFact(event, facts);
    if (text === undefined) return [];
    return [{ ...loss, text, ...("callId" in event && { isOfDevice: true }) }];
  });
}

function tellNothing([started]: readonly MediationEvent[]): Chapter {
  const title = started?.type === "session.started" ? started.name : "";
  return { title, sentences: [{ text: "No ad was requested, and none selected." }] };
}

function withoutSilence(chapters: readonly Chapter[]): readonly Chapter[] {
  return chapters.filter(({ sentences }) => sentences.length > 0);
}
