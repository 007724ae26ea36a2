import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";
import type { CardStateKind, PageCard, PageCardChange, PageState } from "../page-data.ts";
import { findOfType, placeOf, type IndexedEvent } from "../run/indexed-event.ts";
import { present } from "../run/present.ts";
import type { RunView } from "../run/run-view.ts";
import { CARD_STATES, cardState } from "./card-states.ts";

/** The network that owns the SDK: asked before the walk, held against each node, and back at the end of the chain. */
export function describeFirstPartyCard(
  ofRequest: readonly IndexedEvent[],
  view: RunView,
): PageCard | undefined {
  const own = ofRequest.filter(({ event }) => isAboutIt(event));
  const networkId = findNetworkId(ofRequest);
  if (networkId === undefined && !own.some(({ event }) => hasFirstParty(event))) return undefined;
  const changes = collectChanges(own, view);
  const last = changes.at(-1)?.state ?? CARD_STATES.waiting;
  return {
    cardId: "first-party",
    kind: "first-party",
    position: 0,
    title: networkId ?? "first party",
    networkId: networkId ?? "first party",
    bids: false,
    ...describeAd(ofRequest, view),
    state: last,
    ...tellLoss(own, view, last.kind),
    changes,
  };
}

function isAboutIt(event: MediationEvent): boolean {
  const { nodeId } = placeOf(event);
  if (event.type === "ad-selection.started") return nodeId === undefined;
  return /^(?:first-party|fallback|chained-selection)\.|^ad\.selected$/.test(event.type);
}

/** Without one, the SDK says so where its turn would have been. */
function hasFirstParty(event: MediationEvent): boolean {
  if (event.type === "ad-selection.started" || event.type === "ad.selected") return false;
  return !("rule" in event && event.rule === "first-party-unconfigured");
}

function findNetworkId(ofRequest: readonly IndexedEvent[]): string | undefined {
  const selected = findOfType(ofRequest, "first-party.selected", "fallback.selected")?.event;
  return selected?.networkId ?? findOfType(ofRequest, "first-party.passed")?.event.networkId;
}

function collectChanges(own: readonly IndexedEvent[], view: RunView): readonly PageCardChange[] {
  const changes: PageCardChange[] = [];
  for (const { event, index } of own) {
    const state = nextState(event, changes.at(-1)?.state.kind);
    if (state === undefined) continue;
    changes.push({ eventIndex: index, state, text: view.sentenceOf(event).text });
  }
  return changes;
}

const STATES: { readonly [Type in MediationEventType]?: PageState<CardStateKind> } = {
  "ad-selection.started": cardState("running", "selects an ad"),
  "first-party.selected": CARD_STATES["has-ad"],
  "first-party.passed": cardState("no-fill", "no ad"),
  "chained-selection.passed": cardState("has-ad", "has an ad, passed over"),
  "fallback.started": cardState("running", "stands in at the end"),
  "fallback.selected": CARD_STATES["has-ad"],
  "fallback.passed": cardState("no-fill", "no ad"),
};

function nextState(
  event: MediationEvent,
  current: CardStateKind | undefined,
): PageState<CardStateKind> | undefined {
  if (event.type === "chained-selection.placed") {
    return cardState("has-ad", `goes before ${event.nodeId}`);
  }
  if (event.type !== "ad.selected") return STATES[event.type];
  if (event.source === "first-party" || event.source === "fallback") return CARD_STATES.won;
  return current === "has-ad" ? CARD_STATES.outbid : undefined;
}

function describeAd(
  ofRequest: readonly IndexedEvent[],
  { teller }: RunView,
): Pick<PageCard, "bidCpmUsd" | "fillCpmUsd" | "renderUri"> {
  const ad = findOfType(ofRequest.toReversed(), "fallback.selected", "first-party.selected")?.event;
  if (ad === undefined) return {};
  const { adSelectionId, renderUri } = ad;
  return present({
    bidCpmUsd: teller.bidOf(adSelectionId),
    fillCpmUsd: teller.priceOf(ad),
    renderUri,
  });
}

function tellLoss(
  own: readonly IndexedEvent[],
  view: RunView,
  last: CardStateKind,
): Pick<PageCard, "rule" | "reason"> {
  const lost = own.findLast(({ event }) => "rule" in event && event.rule !== undefined);
  if (last === "won" || lost === undefined) return { reason: "" };
  const { rule, text } = view.sentenceOf(lost.event);
  return { ...present({ rule }), reason: text };
}
