import {
  collectLedger,
  type LedgerEntry,
  type MediationEvent,
  type MediationEventOf,
} from "../../sdk/index.ts";
import type { AuctionFacts } from "./auction-facts.ts";
import { wordPrice } from "./story-words.ts";

interface Result {
  readonly text: string;
}

/** How a request ended, and in a word what became of every node that did not win it. */
export function tellResult(
  events: readonly MediationEvent[],
  facts: AuctionFacts,
): readonly Result[] {
  const finished = events.find((event) => event.type === "request.finished");
  const ad = events.find((event) => event.type === "ad.selected");
  if (ad !== undefined) return [{ text: tellWinner(ad, events, facts) }, ...tellOthers(events)];
  const text =
    finished === undefined
      ? "Nobody won: the run ended before the request did."
      : `Nobody won: the request ended as ${finished.kind} after ${finished.latencyMs} ms.`;
  return [{ text }, ...tellOthers(events)];
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

function tellOthers(events: readonly MediationEvent[]): readonly Result[] {
  const ofNodes = collectLedger(events).filter(isAboutNode);
  if (ofNodes.length === 0) return [];
  const last = new Map(ofNodes.map(({ nodeId, rule }) => [nodeId, rule]));
  const fates = Array.from(last, ([nodeId, rule]) => `${nodeId} (${rule})`);
  return [{ text: `Nodes that did not win: ${fates.join(", ")}.` }];
}

function isAboutNode({ subject, nodeId }: LedgerEntry): boolean {
  return subject === `node "${nodeId}"`;
}
