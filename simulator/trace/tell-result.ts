import {
  collectLedger,
  LEDGER_RULES,
  type LedgerEntry,
  type MediationEvent,
  type MediationEventOf,
} from "../../sdk/index.ts";
import type { AuctionFacts } from "./auction-facts.ts";
import { wordDetail, type LossSentence } from "./loss-words.ts";
import { judgeRequest } from "./regret.ts";
import { wordPrice } from "./price-words.ts";

type Result = { readonly text: string } | LossSentence;

/** How a request ended, and for every node that did not win it a line with what decided. */
export function tellResult(
  events: readonly MediationEvent[],
  facts: AuctionFacts,
): readonly Result[] {
  if (events.some(({ type }) => type === "request.refused")) return [];
  const others = tellOthers(events).map(({ text, rule }) => ({ text, rule }));
  return [{ text: tellEnd(events, facts) }, ...others, ...tellRegret(events, facts)];
}

/** How a request ended, in one sentence. */
export function tellEnd(events: readonly MediationEvent[], facts: AuctionFacts): string {
  const ad = events.find((event) => event.type === "ad.selected");
  if (ad !== undefined) return tellWinner(ad, events, facts);
  const finished = events.find((event) => event.type === "request.finished");
  return finished === undefined
    ? "Nobody won: the run ended before the request did."
    : `Nobody won: the request ended as ${finished.kind} after ${finished.latencyMs} ms.`;
}

type Selected = MediationEventOf<"ad.selected">;

function tellWinner(ad: Selected, events: readonly MediationEvent[], facts: AuctionFacts): string {
  const { networkId, renderUri } = ad;
  const what = `with ${renderUri}${wordPrice(ad, facts)}`;
  if (ad.nodeId !== undefined) return `Node "${ad.nodeId}" won ${what}.`;
  if (ad.source === "contextual") return `The ad server's own ad won, ${what}.`;
  const placed = events.find((event) => event.type === "chained-selection.placed");
  if (ad.source === "first-party" && placed !== undefined) {
    return `The first party "${networkId}" won ${what}, placed before node "${placed.nodeId}".`;
  }
  if (ad.source === "fallback") {
    return `The first party "${networkId}" won at the end of the chain ${what}.`;
  }
  return `"${networkId}" won ${what}.`;
}

/** What ended a node. */
export interface NodeLoss extends LossSentence {
  readonly nodeId: string;
}

/** The last loss of a node is the one that ended it. */
export function tellOthers(events: readonly MediationEvent[]): readonly NodeLoss[] {
  const ofNodes = collectLedger(events).filter(isAboutNode);
  const last = new Map(ofNodes.map((entry) => [entry.nodeId, entry]));
  return Array.from(last, ([nodeId = "", entry]) => {
    const { rule } = entry;
    const text = `Node "${nodeId}" did not win (${rule}): ${wordDetail(entry) || LEDGER_RULES[rule]}`;
    return { nodeId, text: `${text.replace(/\.$/, "")}.`, rule };
  });
}

/** Only a laboratory knows. */
export function tellRegret(
  events: readonly MediationEvent[],
  facts: AuctionFacts,
): readonly { readonly text: string }[] {
  const judged = judgeRequest(events, facts);
  if (judged?.bestNodeId === undefined) return [];
  const { bestNodeId, bestCpmUsd, wonCpmUsd } = judged;
  const instead = wonCpmUsd === 0 ? "nothing" : `${wonCpmUsd}`;
  const text = `Node "${bestNodeId}" would have paid most: ${bestCpmUsd} USD CPM, instead of ${instead}.`;
  return [{ text }];
}

function isAboutNode({ subject, nodeId }: LedgerEntry): boolean {
  return subject === `node "${nodeId}"`;
}
