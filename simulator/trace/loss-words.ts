import {
  collectLedger,
  LEDGER_RULES,
  type LedgerEntry,
  type LedgerRule,
  type MediationEvent,
  type MediationEventType,
} from "../../sdk/index.ts";
import type { AuctionFacts } from "./auction-facts.ts";
import type { LossType, Words, WordTable } from "./word-table.ts";

/** Who did not get what. */
const LOSS_WORDS: WordTable<LossType> = {
  "request.refused": ({ slotId, cap }) =>
    `The request for slot ${slotId} was refused by the cap of the ${cap}`,
  "auction.bid-lost": ({ bidId }) => `Bid "${bidId}" lost in the ad server's auction`,
  "chain.refused": () => "The ad server sent no chain",
  "chain.failed": () => "The ad server sent no chain",
  "first-party.passed": ({ networkId }) =>
    networkId === undefined
      ? "The first party had no ad"
      : `The first party "${networkId}" had no ad`,
  "fallback.passed": () => "Nobody stood in at the end of the chain",
  "chained-selection.passed": ({ nodeId, renderUri }) =>
    `The first party's ad ${renderUri} did not go before node "${nodeId}"`,
  "node.skipped": ({ nodeId }) => `Node "${nodeId}" did not get its turn`,
  "node.unfilled": ({ nodeId, phase, latencyMs }) =>
    `Node "${nodeId}" answered after ${latencyMs} ms without ${phase === "bid" ? "a bid that counts" : "an ad"}`,
  "node.timed-out": ({ nodeId, latencyMs }) =>
    `Node "${nodeId}" was given up after ${latencyMs} ms`,
  "node.failed": ({ nodeId, latencyMs, code }) =>
    `Node "${nodeId}" failed after ${latencyMs} ms with ${code}`,
  "late-fill.dropped": ({ nodeId, renderUri }) =>
    `Ad ${renderUri}, kept for node "${nodeId}", was not used`,
  "node.unreached": ({ nodeId }) => `Node "${nodeId}" was not asked`,
  "node.outbid": ({ nodeId }) => `Node "${nodeId}" had an ad to offer and did not win`,
  "ad.expired": ({ adId }) => `Loaded ad ${adId} expired`,
  "ad.dropped": ({ adId }) => `Loaded ad ${adId} is gone`,
  "ad.show-failed": ({ adId, networkId }) => `Network "${networkId}" did not show its ad ${adId}`,
  "ad.show-refused": ({ adId }) => `Loaded ad ${adId} was not shown for the moment`,
  "audience.skipped": ({ buyer, name }) => `Custom audience ${buyer}/${name} was not asked to bid`,
  "audience.dropped": ({ buyer, name }) => `Custom audience ${buyer}/${name} sent no bid`,
  "audience.refused": ({ buyer, name }) => `Custom audience ${buyer}/${name} was not joined`,
  "audience-update.failed": ({ uri }) => `The update from ${uri} failed`,
  "audience-update.dropped": ({ uri }) => `The update from ${uri} was given up`,
  "bid.rejected": ({ renderUri, callId }, facts) => `Ad ${renderUri} lost${at(callId, facts)}`,
  "ad.filtered": ({ renderUri, callId }, facts) =>
    `Ad ${renderUri} was kept out${at(callId, facts)}`,
  "outcome.rejected": ({ renderUri, callId }, facts) =>
    `Ad ${renderUri}, selected before, was not chosen${at(callId, facts)}`,
  "ad-selection.unfilled": ({ callId }, facts) => `${selection(callId, facts)} had no winner`,
  "device-call.failed": ({ api, callId, exception }, facts) => {
    const call = api.startsWith("selectAds") ? selection(callId, facts) : api;
    return `${call} ended with ${exception}`;
  },
  "device-call.silenced": ({ api }) => `${api} did nothing, which no app is told,`,
  "report.withheld": ({ destination, key }) => `The ${destination} was not told of "${key}"`,
};

export interface LossSentence {
  readonly text: string;
  readonly rule: LedgerRule;
}

/** Who did not get what, by which rule, with the values that decided; undefined where nobody lost. */
export function tellLoss(event: MediationEvent, facts: AuctionFacts): LossSentence | undefined {
  const [entry] = collectLedger([event]);
  if (entry === undefined) return undefined;
  const { rule } = entry;
  const who = (LOSS_WORDS[event.type as LossType] as Words<MediationEventType>)(event, facts);
  const meaning = LEDGER_RULES[rule].replace(/\.$/, "");
  const reason = `${who} because ${lowerFirst(meaning)} (${rule})`;
  const detail = wordDetail(entry);
  const text = detail === "" ? `${reason}.` : `${reason}: ${detail}.`;
  const hint = "hint" in event ? event.hint : undefined;
  return { text: hint === undefined ? text : `${text} What helps: ${hint}`, rule };
}

/** The values that decided, without a stop at their end. */
export function wordDetail({ detail }: LedgerEntry): string {
  return detail.replaceAll(/\s*\n\s*/g, " ").replace(/\.$/, "");
}

function at(callId: string, facts: AuctionFacts): string {
  const seller = facts.sellers.get(callId);
  return seller === undefined ? "" : ` in the ad selection of ${seller}`;
}

function selection(callId: string, { sellers }: AuctionFacts): string {
  const seller = sellers.get(callId);
  return seller === undefined ? `Ad selection ${callId}` : `The ad selection of ${seller}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
