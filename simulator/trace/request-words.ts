import { tellHeldAuction } from "./auction-words.ts";
import { wordPrice, wordWorth } from "./price-words.ts";
import type { WordTable } from "./word-table.ts";

/** What leads to an ad, from the ad server's answer to the end of the chain. */
export const REQUEST_WORDS: WordTable<
  | "auction.held"
  | "chain.fetched"
  | "chain.warned"
  | "contextual-ad.received"
  | "first-party.selected"
  | "chained-selection.placed"
  | "network.uninitialized"
  | "outcome.forced"
  | "node.started"
  | "node.filled"
  | "node.answered-late"
  | "fallback.started"
  | "fallback.selected"
> = {
  "auction.held": tellHeldAuction,
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
  "network.uninitialized": ({ networkId, adapter, status, latencyMs }) =>
    `Network "${networkId}" was to be initialized through adapter ${adapter}, and ${endWords[status]} after ${latencyMs} ms.`,
  "outcome.forced": ({ networkId, nodeId, outcome }) =>
    `The scenario forces how network "${networkId}" answers node "${nodeId}": ${outcome}.`,
  "node.started": (event) =>
    `Node "${event.nodeId}", number ${event.position} of the chain (${wordWorth(event)}), was asked for its ad through adapter ${event.adapter}, with ${event.timeoutMs} ms ${event.budget === "request" ? "left of the request " : ""}to answer.`,
  "node.filled": (event, facts) => {
    const ad = `${event.renderUri}${wordPrice(event, facts)}`;
    return event.isFromCache
      ? `Node "${event.nodeId}" filled at once with ${ad}: the ad had come too late for an earlier request, and was kept.`
      : `Node "${event.nodeId}" filled after ${event.latencyMs} ms with ${ad}.`;
  },
  "node.answered-late": ({ nodeId, answer, cpmUsd, lateMs, isKept }) =>
    `Node "${nodeId}" answered ${lateMs} ms too late, when nobody waited any more: ${answer}${cpmUsd === undefined ? "" : ` at ${cpmUsd} USD CPM`}${isKept ? ", which is kept for the slot's next request" : ""}.`,
  "fallback.started": ({ mode }) =>
    mode === "reuse"
      ? "The chain is exhausted, so the ad that the first party selected before the walk stands in."
      : "The chain is exhausted, so the first party selects again.",
  "fallback.selected": (event, facts) =>
    `The first party "${event.networkId}" stands in with ${event.renderUri}${wordPrice(event, facts)}.`,
};

/** Why is told of the nodes that are skipped for it. */
const endWords = {
  failed: "failed",
  "timed-out": "was given up",
  "does-not-apply": "said that it has no business here,",
} as const;

/** Worth telling only of one node. */
export const REQUEST_CLOSE_UP_WORDS: WordTable<
  "network.initialized" | "valuation.revealed" | "adapter.logged"
> = {
  "network.initialized": ({ networkId, adapter, latencyMs }) =>
    `Network "${networkId}" was initialized through adapter ${adapter} within ${latencyMs} ms.`,
  "valuation.revealed": ({ networkId, cpmUsd }) =>
    cpmUsd === null
      ? `Had network "${networkId}" been asked, whenever it was, it would have had no ad.`
      : `Asked or not, network "${networkId}" would have paid ${cpmUsd} USD CPM.`,
  "adapter.logged": ({ networkId, message }) => `Network "${networkId}" logged: ${message}`,
};
