import type { MediationEventOf } from "../../sdk/index.ts";
import type { PageCard, PageMoney, PageWinner } from "../page-data.ts";
import { findOfType, type IndexedEvent } from "../run/indexed-event.ts";

const microsPerCpmUsd = 1_000;
const microsPerUsd = 1_000_000;

/** What the ad that won was thought to be worth, bid, had to reach, and paid; and what would have come instead. */
export function describeMoney(
  ofRequest: readonly IndexedEvent[],
  cards: readonly PageCard[],
  winner: PageWinner | undefined,
): readonly PageMoney[] {
  if (winner === undefined) return [];
  const card = cards.find(({ cardId }) => cardId === winner.cardId);
  return [
    tellRank(card),
    tellBid(winner, card),
    tellFloor(card),
    tellPayment(findOfType(ofRequest, "revenue.paid")?.event),
    tellNext(ofRequest, cards, card),
  ];
}

function tellRank(card: PageCard | undefined): PageMoney {
  const head = { kind: "rank", label: "rank" } as const;
  if (card?.ecpmUsd === undefined) {
    return { ...head, text: "It has no place in the chain, so it is ranked by nothing." };
  }
  if (card.bids) return { ...head, text: "It bids live, so no past price ranks it." };
  const text = `What node "${card.title}" paid in the past put it at place ${card.position}.`;
  return { ...head, cpmUsd: card.ecpmUsd, text };
}

function tellBid({ cpmUsd }: PageWinner, card: PageCard | undefined): PageMoney {
  const head = { kind: "bid", label: "bid" } as const;
  const bid = card?.bidCpmUsd ?? cpmUsd;
  return bid === undefined
    ? { ...head, text: "Nobody says what was bid." }
    : { ...head, cpmUsd: bid, text: "What was bid for this one impression, per thousand." };
}

function tellFloor(card: PageCard | undefined): PageMoney {
  const head = { kind: "floor", label: "floor" } as const;
  return card?.floorCpmUsd === undefined
    ? { ...head, text: "It had no floor to reach." }
    : { ...head, cpmUsd: card.floorCpmUsd, text: "What its ad had to reach to count." };
}

const PRECISIONS = {
  exact: "as the network says",
  "publisher-defined": "as the publisher typed in",
  estimated: "as estimated",
  undefined: "and nobody says how well that is known",
} as const;

function tellPayment(payment: MediationEventOf<"revenue.paid"> | undefined): PageMoney {
  const head = { kind: "paid", label: "paid" } as const;
  if (payment === undefined) {
    return { ...head, text: "No impression was reported, so nothing is paid." };
  }
  const { valueMicros, precision } = payment;
  if (valueMicros === undefined) {
    return { ...head, text: "The impression pays, and nobody says how much." };
  }
  const text = `The impression pays ${valueMicros / microsPerUsd} USD, ${PRECISIONS[precision]}.`;
  return { ...head, cpmUsd: valueMicros / microsPerCpmUsd, text };
}

/** Where networks bid, the next is the next best bid; in a walk, the next node. */
function tellNext(
  ofRequest: readonly IndexedEvent[],
  cards: readonly PageCard[],
  won: PageCard | undefined,
): PageMoney {
  const head = { kind: "next", label: "next" } as const;
  const next = won?.bids ? findNextBid(cards, won) : findNextNode(ofRequest, cards, won);
  if (next === undefined) return { ...head, text: "There is nobody after it." };
  if (won?.bids) {
    const text = `The next best bid is that of node "${next.title}".`;
    return { ...head, ...priced(next.bidCpmUsd), text };
  }
  return { ...head, ...tellValue(ofRequest, next) };
}

function priced(cpmUsd: number | null | undefined): { readonly cpmUsd?: number } {
  return cpmUsd === undefined || cpmUsd === null ? {} : { cpmUsd };
}

function findNextBid(cards: readonly PageCard[], won: PageCard): PageCard | undefined {
  return cards
    .filter((card) => card !== won && card.bidCpmUsd !== undefined)
    .toSorted((a, b) => (b.bidCpmUsd ?? 0) - (a.bidCpmUsd ?? 0))[0];
}

/** After the first party's ad comes the node that it was placed before. */
function findNextNode(
  ofRequest: readonly IndexedEvent[],
  cards: readonly PageCard[],
  won: PageCard | undefined,
): PageCard | undefined {
  const placed = findOfType(ofRequest, "chained-selection.placed")?.event;
  if (won?.kind === "first-party") {
    return cards.find(({ nodeId }) => nodeId !== undefined && nodeId === placed?.nodeId);
  }
  if (won?.kind !== "node") return undefined;
  return cards.find(({ kind, position }) => kind === "node" && position === won.position + 1);
}

function tellValue(
  ofRequest: readonly IndexedEvent[],
  { title, nodeId, ecpmUsd, bids, bidCpmUsd }: PageCard,
): Pick<PageMoney, "cpmUsd" | "text"> {
  const revealed = ofRequest.find(
    ({ event }) => event.type === "valuation.revealed" && event.nodeId === nodeId,
  )?.event;
  if (revealed?.type === "valuation.revealed") {
    const text =
      revealed.cpmUsd === null
        ? `Node "${title}" would have had no ad.`
        : `Node "${title}" would have paid this, as only a laboratory knows.`;
    return { ...priced(revealed.cpmUsd), text };
  }
  if (bidCpmUsd !== undefined) return { cpmUsd: bidCpmUsd, text: `Node "${title}" has bid this.` };
  if (bids)
    return { text: `Node "${title}" bids live, and nobody knows how much it would have bid.` };
  const text = `Node "${title}" is ranked at this; what it would have paid nobody knows.`;
  return { ...priced(ecpmUsd), text };
}
