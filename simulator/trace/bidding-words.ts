import type { WordTable } from "./word-table.ts";

const chooserWords = {
  "highest-bid": "the highest bid is chosen",
  "select-outcome": "selectOutcome chooses",
  "score-ad": "scoreAd chooses",
} as const;

/** What is told while networks bid live. */
export const BIDDING_WORDS: WordTable<
  "bidding.started" | "node-bid.received" | "bidding.finished"
> = {
  "bidding.started": ({ nodeIds, selection }) =>
    `Asked to bid, all at once: ${nodeIds.join(", ")}; ${chooserWords[selection]}.`,
  "node-bid.received": ({ nodeId, bidCpmUsd, latencyMs }) =>
    bidCpmUsd === undefined
      ? `Node "${nodeId}" bid after ${latencyMs} ms, and only the device knows how much.`
      : `Node "${nodeId}" bid ${bidCpmUsd} USD CPM after ${latencyMs} ms.`,
  "bidding.finished": ({ nodeId, bids, latencyMs }) =>
    nodeId === undefined
      ? `After ${latencyMs} ms no network's bid was chosen, out of ${bids}.`
      : `After ${latencyMs} ms the bid of node "${nodeId}" was chosen, out of ${bids}.`,
};

/** Worth telling only of one node. */
export const BIDDING_CLOSE_UP_WORDS: WordTable<
  | "node-signals.requested"
  | "node-signals.collected"
  | "node-bid.requested"
  | "bid-notice.sent"
  | "bid-notice.failed"
> = {
  "node-signals.requested": ({ nodeId, timeoutMs }) =>
    `Node "${nodeId}" was asked for its signals, with ${timeoutMs} ms to answer.`,
  "node-signals.collected": ({ latencyMs }) => `Its signals came after ${latencyMs} ms.`,
  "node-bid.requested": ({ nodeId, adapter, timeoutMs }) =>
    `Node "${nodeId}" was asked for a bid through adapter ${adapter}, with ${timeoutMs} ms to answer.`,
  "bid-notice.sent": ({ networkId, lossReason }) =>
    lossReason === 0
      ? `Network "${networkId}" was told that its bid won.`
      : `Network "${networkId}" was told that its bid lost, with OpenRTB loss reason ${lossReason}.`,
  "bid-notice.failed": ({ networkId, detail }) =>
    `Network "${networkId}" could not be told how its bid ended: ${detail}`,
};
