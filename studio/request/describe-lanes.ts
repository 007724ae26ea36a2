import type { MediationEventOf } from "../../sdk/index.ts";
import type { PageBudget, PageCard, PageLane, PageLateAnswer, PageSpan } from "../page-data.ts";
import type { IndexedEvent } from "../run/indexed-event.ts";
import type { RunView } from "../run/run-view.ts";
import { pieceBegunBy, pieceEndedBy, pieceOfNode, type Piece } from "./lane-pieces.ts";
import { endStateOf, unfinishedSpan } from "./span-states.ts";

/** A lane that is being filled. */
interface Draft {
  readonly rows: string[];
  readonly spans: PageSpan[];
  readonly budgets: PageBudget[];
  readonly lateAnswers: PageLateAnswer[];
}

type Open = IndexedEvent & { readonly piece: Piece };

/** A request as a picture: who was at it from when to when, within which budget, and what came too late. */
export function describeLanes(
  ofRequest: readonly IndexedEvent[],
  cards: readonly PageCard[],
  view: RunView,
): readonly PageLane[] {
  const drafts = new Map<string, Draft>();
  const open = new Map<string, Open>();
  for (const each of ofRequest) {
    endPiece(each, { drafts, open, view });
    const piece = pieceBegunBy(each.event);
    if (piece !== undefined) {
      open.set(keyOf(piece), { ...each, piece });
      if (piece.budgetMs !== undefined) addBudget(drafts, each, piece);
    }
    if (each.event.type === "node.answered-late") {
      addLateAnswer(drafts, { event: each.event, index: each.index }, view);
    }
  }
  for (const left of open.values()) addUnfinished(drafts, left, view);
  return arrange(drafts, cards);
}

interface Canvas {
  readonly drafts: Map<string, Draft>;
  readonly open: Map<string, Open>;
  readonly view: RunView;
}

function endPiece({ event, index }: IndexedEvent, { drafts, open, view }: Canvas): void {
  const piece = pieceEndedBy(event);
  const begun = piece && open.get(keyOf(piece));
  const state = endStateOf(event.type);
  if (piece === undefined || begun === undefined || state === undefined) return;
  open.delete(keyOf(piece));
  const startMs = begun.event.atMs;
  // Answers of several networks may be told together, once all of them are in.
  const isTimed = "latencyMs" in event && typeof event.latencyMs === "number";
  draftOf(drafts, piece).spans.push({
    row: rowOf(drafts, piece),
    label: piece.label,
    startMs,
    endMs: isTimed ? startMs + event.latencyMs : event.atMs,
    state,
    text: view.sentenceOf(event).text,
    startEventIndex: begun.index,
    endEventIndex: index,
  });
}

/** Whoever has no first party has nothing that could be unfinished. */
function addUnfinished(drafts: Map<string, Draft>, { event, index, piece }: Open, view: RunView) {
  if (piece.kind === "first-party" && event.type !== "fallback.started") return;
  draftOf(drafts, piece).spans.push({
    row: rowOf(drafts, piece),
    label: piece.label,
    startMs: event.atMs,
    endMs: view.endMs,
    state: unfinishedSpan,
    text: `${view.sentenceOf(event).text} The trace ends before the answer.`,
    startEventIndex: index,
  });
}

function addBudget(drafts: Map<string, Draft>, { event, index }: IndexedEvent, piece: Piece): void {
  const { budgetMs = 0 } = piece;
  draftOf(drafts, piece).budgets.push({
    row: rowOf(drafts, piece),
    startMs: event.atMs,
    endMs: event.atMs + budgetMs,
    budgetMs,
    text: `${piece.label}: ${budgetMs} ms to answer`,
    eventIndex: index,
  });
}

function addLateAnswer(
  drafts: Map<string, Draft>,
  { event, index }: IndexedEvent<MediationEventOf<"node.answered-late">>,
  view: RunView,
): void {
  const piece = pieceOfNode(event);
  draftOf(drafts, piece).lateAnswers.push({
    row: rowOf(drafts, piece),
    startMs: Math.max(0, event.atMs - event.lateMs),
    endMs: event.atMs,
    text: view.sentenceOf(event).text,
    isKept: event.isKept === true,
    eventIndex: index,
  });
}

function draftOf(drafts: Map<string, Draft>, { laneId }: Piece): Draft {
  const draft = drafts.get(laneId) ?? { rows: [], spans: [], budgets: [], lateAnswers: [] };
  drafts.set(laneId, draft);
  return draft;
}

/** Each node has a row of its own where several share a lane. */
function rowOf(drafts: Map<string, Draft>, piece: Piece): number {
  if (piece.kind !== "signals" && piece.kind !== "bids") return 0;
  const { rows } = draftOf(drafts, piece);
  const row = rows.indexOf(piece.label);
  return row < 0 ? rows.push(piece.label) - 1 : row;
}

function keyOf({ laneId, label }: Piece): string {
  return JSON.stringify([laneId, label]);
}

/** Ad server, first party, signals, bids, then the chain in its order, whether its nodes were asked or not. */
function arrange(
  drafts: ReadonlyMap<string, Draft>,
  cards: readonly PageCard[],
): readonly PageLane[] {
  const own = cards.find(({ kind }) => kind === "first-party");
  const shared = [
    { laneId: "endpoint", kind: "endpoint", label: "ad server" },
    { laneId: "first-party", kind: "first-party", label: own?.title ?? "first party", card: own },
    { laneId: "signals", kind: "signals", label: "signals" },
    { laneId: "bids", kind: "bids", label: "bids" },
  ] as const;
  const nodes = cards
    .filter(({ kind }) => kind === "node")
    .map((card) => ({ laneId: card.cardId, kind: "node" as const, label: card.title, card }));
  return [
    ...shared.filter(({ laneId }) => laneId !== "first-party" || own !== undefined),
    ...nodes,
  ].flatMap((lane) => {
    const draft = drafts.get(lane.laneId);
    const isThere = draft !== undefined || lane.kind === "node" || lane.kind === "first-party";
    return isThere ? toLane(lane, draft) : [];
  });
}

interface NamedLane extends Pick<PageLane, "laneId" | "kind" | "label"> {
  readonly card?: PageCard | undefined;
}

function toLane({ card, ...lane }: NamedLane, draft: Draft | undefined): PageLane {
  const { rows, spans, budgets, lateAnswers } = draft ?? {
    rows: [],
    spans: [],
    budgets: [],
    lateAnswers: [],
  };
  const note = card === undefined || card.kind !== "node" ? undefined : noteOf(card);
  return {
    ...lane,
    ...(note !== undefined && { note }),
    ...(card !== undefined && { cardId: card.cardId }),
    rows: Math.max(1, rows.length),
    spans,
    budgets,
    lateAnswers,
  };
}

function noteOf({ bids, ecpmUsd = 0 }: PageCard): string {
  return bids ? "bids live" : ecpmUsd.toFixed(2);
}
