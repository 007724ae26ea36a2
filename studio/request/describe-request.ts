import type { MediationEvent } from "../../sdk/index.ts";
import type {
  OutcomeKind,
  PageCard,
  PageFlow,
  PageRequest,
  PageState,
  PageWinner,
} from "../page-data.ts";
import { describeSteps } from "../run/describe-steps.ts";
import { findOfType, type IndexedEvent } from "../run/indexed-event.ts";
import { present } from "../run/present.ts";
import type { RunView } from "../run/run-view.ts";
import { describeCards } from "./describe-cards.ts";
import { describeLanes } from "./describe-lanes.ts";
import { describeMoney } from "./describe-money.ts";

/** A request with everything that belongs to it, of which these are the events. */
export interface RequestEvents {
  readonly requestId: string;
  /** From 1. */
  readonly number: number;
  readonly flow: PageFlow;
  readonly indexed: readonly IndexedEvent[];
}

export function describeRequest(
  { requestId, number, flow, indexed }: RequestEvents,
  view: RunView,
): PageRequest {
  const cards = describeCards(indexed, view);
  const lanes = describeLanes(indexed, cards, view);
  const winner = describeWinner(indexed, view);
  return {
    requestId,
    number,
    flow: flowOf(indexed, flow),
    ...describeFrame(indexed, view),
    outcome: OUTCOMES[outcomeOf(indexed)],
    ...present({ winner }),
    ...explain(indexed, view),
    ...measureWalk(indexed, cards, winner),
    lanes,
    cards,
    steps: describeSteps(indexed, view, {
      cardIds: new Set(cards.map(({ cardId }) => cardId)),
      laneIds: new Set(lanes.map(({ laneId }) => laneId)),
    }),
    money: describeMoney(indexed, cards, winner),
    ...collectPlaces(indexed, view),
  };
}

type Frame = Pick<
  PageRequest,
  "slotId" | "format" | "startMs" | "endMs" | "lastMs" | "latencyMs" | "totalTimeoutMs"
>;

/** What was asked for, and from when to when. */
function describeFrame(indexed: readonly IndexedEvent[], view: RunView): Frame {
  const begun = findOfType(indexed, "request.started", "request.refused")?.event;
  const { slotId, format, atMs: startMs } = begun ?? { slotId: "", format: "", atMs: 0 };
  const end = findOfType(indexed, "request.finished", "request.refused")?.event;
  const endMs = end?.atMs ?? view.endMs;
  return {
    slotId,
    format,
    startMs,
    endMs,
    lastMs: indexed.at(-1)?.event.atMs ?? endMs,
    latencyMs: endMs - startMs,
    ...(begun?.type === "request.started" && { totalTimeoutMs: begun.totalTimeoutMs }),
  };
}

const OUTCOMES: { readonly [Kind in OutcomeKind]: PageState<Kind> } = {
  filled: { kind: "filled", word: "an ad", tone: "good" },
  "no-fill": { kind: "no-fill", word: "no fill", tone: "neutral" },
  failed: { kind: "failed", word: "failed", tone: "bad" },
  refused: { kind: "refused", word: "refused", tone: "warning" },
  unfinished: { kind: "unfinished", word: "unfinished", tone: "warning" },
};

function outcomeOf(indexed: readonly IndexedEvent[]): OutcomeKind {
  const finished = findOfType(indexed, "request.finished")?.event;
  if (finished !== undefined) return finished.kind;
  return findOfType(indexed, "request.refused") === undefined ? "unfinished" : "refused";
}

function flowOf(indexed: readonly IndexedEvent[], flow: PageFlow): PageFlow {
  if (findOfType(indexed, "contextual-ad.received") !== undefined) return "contextual";
  return findOfType(indexed, "chain.fetched") === undefined ? "none" : flow;
}

function describeWinner(
  indexed: readonly IndexedEvent[],
  { teller }: RunView,
): PageWinner | undefined {
  const selected = findOfType(indexed, "ad.selected");
  if (selected === undefined) return undefined;
  const { event, index } = selected;
  const { networkId, nodeId, source, renderUri, adId } = event;
  return {
    networkId,
    ...present({ nodeId, cpmUsd: teller.priceOf(event) }),
    cardId: cardOf(nodeId, source),
    source,
    renderUri,
    adId,
    eventIndex: index,
  };
}

function cardOf(nodeId: string | undefined, source: PageWinner["source"]): string {
  if (nodeId !== undefined) return `node:${nodeId}`;
  return source === "contextual" ? "contextual" : "first-party";
}

function explain(
  indexed: readonly IndexedEvent[],
  view: RunView,
): Pick<PageRequest, "why" | "others"> {
  const events: readonly MediationEvent[] = indexed.map(({ event }) => event);
  const refused = findOfType(indexed, "request.refused")?.event;
  if (refused !== undefined) return { why: view.sentenceOf(refused).text, others: [] };
  const regret = view.teller.tellRegret(events);
  return {
    why: view.teller.tellEnd(events),
    others: [
      ...view.teller.tellOthers(events),
      ...(regret === undefined ? [] : [{ text: regret }]),
    ],
  };
}

/** How deep it went: to the winner, else to the last node that had its turn. */
function measureWalk(
  indexed: readonly IndexedEvent[],
  cards: readonly PageCard[],
  winner: PageWinner | undefined,
): Pick<PageRequest, "depth" | "chainLength"> {
  const nodes = cards.filter(({ kind }) => kind === "node");
  const won = nodes.find(({ cardId }) => cardId === winner?.cardId);
  const asked = indexed.flatMap(({ event }) =>
    event.type === "node.started" || event.type === "node-bid.requested" ? event.position : [],
  );
  return {
    depth: won?.position ?? asked.reduce((a, b) => Math.max(a, b), 0),
    chainLength: nodes.length,
  };
}

function collectPlaces(
  indexed: readonly IndexedEvent[],
  { callAt, ledgerAt, reportAt }: RunView,
): Pick<PageRequest, "callNumbers" | "ledgerIndexes" | "reportIndexes"> {
  const places = (at: ReadonlyMap<number, number>): readonly number[] =>
    indexed.flatMap(({ index }) => at.get(index) ?? []);
  return {
    callNumbers: places(callAt),
    ledgerIndexes: places(ledgerAt),
    reportIndexes: places(reportAt),
  };
}
