import type { MediationEventType } from "../../sdk/index.ts";
import type { PageState, SpanKind } from "../page-data.ts";

const STATES: { readonly [Kind in SpanKind]: PageState<Kind> } = {
  fetched: { kind: "fetched", word: "answered", tone: "good" },
  selected: { kind: "selected", word: "has an ad", tone: "good" },
  answered: { kind: "answered", word: "answered", tone: "neutral" },
  filled: { kind: "filled", word: "filled", tone: "good" },
  "no-fill": { kind: "no-fill", word: "no fill", tone: "neutral" },
  "timed-out": { kind: "timed-out", word: "timed out", tone: "bad" },
  failed: { kind: "failed", word: "failed", tone: "bad" },
  unfinished: { kind: "unfinished", word: "unfinished", tone: "warning" },
};

const ENDS: { readonly [Type in MediationEventType]?: PageState<SpanKind> } = {
  "chain.fetched": STATES.fetched,
  "contextual-ad.received": STATES.fetched,
  "chain.refused": { ...STATES["no-fill"], word: "no chain" },
  "chain.failed": STATES.failed,
  "first-party.selected": STATES.selected,
  "first-party.passed": { ...STATES["no-fill"], word: "no ad" },
  "fallback.selected": STATES.selected,
  "fallback.passed": { ...STATES["no-fill"], word: "no ad" },
  "node-signals.collected": STATES.answered,
  "node-bid.received": { ...STATES.answered, word: "bids" },
  "node.filled": STATES.filled,
  "node.unfilled": STATES["no-fill"],
  "node.timed-out": STATES["timed-out"],
  "node.failed": STATES.failed,
};

/** What an event says of the span that it ends; undefined where it ends none. */
export function endStateOf(type: MediationEventType): PageState<SpanKind> | undefined {
  return ENDS[type];
}

export const unfinishedSpan = STATES.unfinished;
