import type { MediationEvent } from "../../sdk/index.ts";
import type { PageStep } from "../page-data.ts";
import { placeOf, type IndexedEvent } from "./indexed-event.ts";
import { present } from "./present.ts";
import type { RunView } from "./run-view.ts";
import { seedStepOf } from "./seed-steps.ts";
import { levelOf, toneOf, whoOf } from "./step-traits.ts";

/** Ids that a page has of a request's lanes and cards. */
export interface Marks {
  readonly cardIds: ReadonlySet<string>;
  readonly laneIds: ReadonlySet<string>;
}

/** What playing these events reveals, one step each. */
export function describeSteps(
  indexed: readonly IndexedEvent[],
  view: RunView,
  marks: Marks = { cardIds: new Set(), laneIds: new Set() },
): readonly PageStep[] {
  return indexed.map(({ event, index }) => ({
    eventIndex: index,
    atMs: event.atMs,
    level: levelOf(event),
    who: whoOf(event),
    ...view.sentenceOf(event),
    ...present({ seedStep: seedStepOf(event) }),
    tone: toneOf(event),
    ...mark(event, marks),
    ...linksOf(index, view),
  }));
}

function linksOf(
  index: number,
  { callAt, ledgerAt, reportAt }: RunView,
): Pick<PageStep, "callNumber" | "ledgerIndex" | "reportIndex"> {
  return present({
    callNumber: callAt.get(index),
    ledgerIndex: ledgerAt.get(index),
    reportIndex: reportAt.get(index),
  });
}

function mark(event: MediationEvent, marks: Marks): Pick<PageStep, "cardId" | "laneId"> {
  const cardId = cardOf(event);
  const laneId = laneOf(event, cardId);
  return {
    ...(cardId !== undefined && marks.cardIds.has(cardId) && { cardId }),
    ...(laneId !== undefined && marks.laneIds.has(laneId) && { laneId }),
  };
}

/** What is about an ad that was given is about whose ad it is. */
function cardOf(event: MediationEvent): string | undefined {
  if (event.type === "ad.selected" && event.source === "contextual") return "contextual";
  const { nodeId } = placeOf(event);
  if (nodeId !== undefined) return `node:${nodeId}`;
  if (/^(?:first-party|fallback)\./.test(event.type)) return "first-party";
  if (event.type === "contextual-ad.received") return "contextual";
  if (event.type === "ad.selected") return "first-party";
  // Before the walk only the first party has anything selected.
  return "callId" in event && event.type !== "http.finished" ? "first-party" : undefined;
}

const endpointEvents = /^(?:request\.started|chain\..*|auction\..*|contextual-ad\.received)$/;

function laneOf(event: MediationEvent, cardId: string | undefined): string | undefined {
  if (endpointEvents.test(event.type)) return "endpoint";
  if ("phase" in event && event.phase === "signals") return "signals";
  if ("phase" in event && event.phase === "bid") return "bids";
  return cardId;
}
