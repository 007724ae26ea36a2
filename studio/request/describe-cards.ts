import type { MediationEventOf } from "../../sdk/index.ts";
import type { PageCard } from "../page-data.ts";
import { findOfType, placeOf, type IndexedEvent } from "../run/indexed-event.ts";
import { present } from "../run/present.ts";
import type { RunView } from "../run/run-view.ts";
import { CARD_STATES } from "./card-states.ts";
import { describeContextualCard } from "./contextual-card.ts";
import { describeFirstPartyCard } from "./first-party-card.ts";
import { collectNodeChanges } from "./node-changes.ts";

/** A chain names each node once, and walks them in its order. */
export function describeCards(
  ofRequest: readonly IndexedEvent[],
  view: RunView,
): readonly PageCard[] {
  const chain = findOfType(ofRequest, "chain.fetched")?.event.nodes ?? [];
  const byNode = Map.groupBy(ofRequest, ({ event }) => placeOf(event).nodeId);
  return [
    describeFirstPartyCard(ofRequest, view),
    describeContextualCard(ofRequest, view),
    ...chain.map((node, at) =>
      describeNodeCard({ node, position: at + 1 }, byNode.get(node.nodeId) ?? [], view),
    ),
  ].filter((card) => card !== undefined);
}

interface PlacedNode {
  readonly node: MediationEventOf<"chain.fetched">["nodes"][number];
  readonly position: number;
}

function describeNodeCard(
  { node, position }: PlacedNode,
  ofNode: readonly IndexedEvent[],
  view: RunView,
): PageCard {
  const { nodeId, networkId, adapter, ecpmUsd, floorCpmUsd } = node;
  const changes = collectNodeChanges(ofNode, view);
  const last = changes.at(-1);
  return {
    cardId: `node:${nodeId}`,
    kind: "node",
    position,
    title: nodeId,
    networkId,
    nodeId,
    adapter,
    ecpmUsd,
    ...present({ floorCpmUsd }),
    bids: node.bids === true || ofNode.some(({ event }) => event.type === "node-bid.requested"),
    ...measureNode(ofNode, view),
    state: last?.state ?? CARD_STATES.waiting,
    ...tellLoss(ofNode, view, last?.state.kind === "won"),
    changes,
  };
}

type Measured = Pick<
  PageCard,
  "bidCpmUsd" | "fillCpmUsd" | "timeoutMs" | "latencyMs" | "renderUri"
>;

function measureNode(ofNode: readonly IndexedEvent[], { teller }: RunView): Measured {
  const bid = findOfType(ofNode, "node-bid.received")?.event;
  const fill = findOfType(ofNode, "node.filled")?.event;
  const turn = findOfType(ofNode, "node.started", "node-bid.requested")?.event;
  return present({
    bidCpmUsd: bid && (bid.bidCpmUsd ?? teller.bidOf(bid.adSelectionId)),
    fillCpmUsd: fill && teller.priceOf(fill),
    timeoutMs: turn?.timeoutMs,
    latencyMs: findEnd(ofNode)?.latencyMs,
    renderUri: fill?.renderUri,
  });
}

/** Its last answer: that to the question for an ad, where it came to that. */
function findEnd(ofNode: readonly IndexedEvent[]) {
  return findOfType(
    ofNode.toReversed(),
    "node.filled",
    "node.unfilled",
    "node.timed-out",
    "node.failed",
    "node-bid.received",
  )?.event;
}

/** Why it did not win: the first party's ad before it, else the last loss, which ended it. */
function tellLoss(
  ofNode: readonly IndexedEvent[],
  view: RunView,
  hasWon: boolean,
): Pick<PageCard, "rule" | "reason"> {
  const lost = ofNode.findLast(({ event }) => event.type.startsWith("node.") && "rule" in event);
  if (hasWon) return { reason: "" };
  const placed = findOfType(ofNode, "chained-selection.placed");
  const told = lost && view.sentenceOf(lost.event);
  const reason = placed === undefined ? told?.text : view.sentenceOf(placed.event).text;
  return { ...present({ rule: told?.rule }), reason: reason ?? "" };
}
