import type { listEnds } from "../../simulator/index.ts";
import type {
  PageCard,
  PageComparedCard,
  PageComparedRequest,
  PageComparedState,
  PageDivergence,
  PageRequest,
  PageRun,
} from "../page-data.ts";

interface Runs {
  readonly a: PageRun;
  readonly b: PageRun;
}

/** Requests of the same id side by side, and in them nodes of the same id. */
export function compareRequests(
  ends: ReturnType<typeof listEnds>,
  runs: Runs,
  divergence: PageDivergence | undefined,
): readonly PageComparedRequest[] {
  return ends.map(({ requestId, a: aEnd, b: bEnd }) => {
    const find = (run: PageRun): PageRequest | undefined =>
      run.requests.find((each) => each.requestId === requestId);
    const partsAt = divergence?.requestId === requestId ? divergence.nodeId : undefined;
    const [a, b] = [find(runs.a), find(runs.b)];
    const rows = alignCards(a?.cards ?? [], b?.cards ?? [], partsAt);
    const laneIds = mergeOrders(listLanes(a), listLanes(b));
    const isSame = aEnd === bEnd && rows.every((row) => row.isSame);
    return { requestId, isSame, aEnd, bEnd, rows, laneIds };
  });
}

function listLanes(request: PageRequest | undefined): readonly string[] {
  return request?.lanes.map(({ laneId }) => laneId) ?? [];
}

function listCards(cards: readonly PageCard[]): readonly string[] {
  return cards.map(({ cardId }) => cardId);
}

function alignCards(
  ofA: readonly PageCard[],
  ofB: readonly PageCard[],
  partsAt: string | undefined,
): readonly PageComparedCard[] {
  return mergeOrders(listCards(ofA), listCards(ofB)).map((cardId) => {
    const a = ofA.find((card) => card.cardId === cardId);
    const b = ofB.find((card) => card.cardId === cardId);
    const [ofCardA, ofCardB] = [a && toState(a), b && toState(b)];
    return {
      cardId,
      title: (a ?? b)?.title ?? cardId,
      ...(ofCardA !== undefined && { a: ofCardA }),
      ...(ofCardB !== undefined && { b: ofCardB }),
      isSame: JSON.stringify(ofCardA) === JSON.stringify(ofCardB),
      isDivergence: partsAt !== undefined && cardId === `node:${partsAt}`,
    };
  });
}

/** In the order of a; what only b has comes right after the one before it in b. */
function mergeOrders(ofA: readonly string[], ofB: readonly string[]): readonly string[] {
  const order = [...ofA];
  for (const [index, id] of ofB.entries()) {
    if (order.includes(id)) continue;
    const before = ofB[index - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}

function toState(card: PageCard): PageComparedState {
  const { position, state, ecpmUsd, floorCpmUsd, fillCpmUsd, timeoutMs, latencyMs, reason } = card;
  return {
    position,
    state,
    ...(ecpmUsd !== undefined && { ecpmUsd }),
    ...(floorCpmUsd !== undefined && { floorCpmUsd }),
    ...(fillCpmUsd !== undefined && { fillCpmUsd }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(latencyMs !== undefined && { latencyMs }),
    reason,
  };
}
