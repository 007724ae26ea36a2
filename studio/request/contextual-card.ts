import type { MediationEventOf } from "../../sdk/index.ts";
import type { CardStateKind, PageCard, PageState } from "../page-data.ts";
import { findOfType, type IndexedEvent } from "../run/indexed-event.ts";
import { present } from "../run/present.ts";
import type { RunView } from "../run/run-view.ts";
import { CARD_STATES } from "./card-states.ts";

/** The ad that the ad server sent instead of a chain, if it did. */
export function describeContextualCard(
  ofRequest: readonly IndexedEvent[],
  view: RunView,
): PageCard | undefined {
  const received = findOfType(ofRequest, "contextual-ad.received");
  if (received === undefined) return undefined;
  const selected = findOfType(ofRequest, "ad.selected");
  const passed = findOfType(ofRequest, "first-party.passed");
  const changes = [
    { ...received, state: CARD_STATES["has-ad"] },
    ...(passed === undefined ? [] : [{ ...passed, state: CARD_STATES.outbid }]),
    ...(selected === undefined ? [] : [{ ...selected, state: stateAtEnd(selected.event) }]),
  ].map(({ event, index, state }) => ({
    eventIndex: index,
    state,
    text: view.sentenceOf(event).text,
  }));
  return {
    cardId: "contextual",
    kind: "contextual",
    position: 0,
    title: "ad server's own ad",
    networkId: selected?.event.networkId ?? "ad server",
    fillCpmUsd: received.event.cpmUsd,
    bids: false,
    renderUri: received.event.renderUri,
    state: changes.at(-1)?.state ?? CARD_STATES["has-ad"],
    ...(passed === undefined ? { reason: "" } : toReason(view.sentenceOf(passed.event))),
    changes,
  };
}

function stateAtEnd({ source }: MediationEventOf<"ad.selected">): PageState<CardStateKind> {
  return source === "contextual" ? CARD_STATES.won : CARD_STATES.outbid;
}

function toReason({ text, rule }: ReturnType<RunView["sentenceOf"]>) {
  return { reason: text, ...present({ rule }) };
}
