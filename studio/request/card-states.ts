import type { CardStateKind, PageState } from "../page-data.ts";

export const CARD_STATES: { readonly [Kind in CardStateKind]: PageState<Kind> } = {
  waiting: { kind: "waiting", word: "waiting", tone: "neutral" },
  running: { kind: "running", word: "asked", tone: "neutral" },
  "has-ad": { kind: "has-ad", word: "has an ad", tone: "good" },
  "has-bid": { kind: "has-bid", word: "bids", tone: "good" },
  "first-party-passed": {
    kind: "first-party-passed",
    word: "first party passed over",
    tone: "neutral",
  },
  "first-party-placed": {
    kind: "first-party-placed",
    word: "first party goes before it",
    tone: "warning",
  },
  won: { kind: "won", word: "won", tone: "good" },
  filled: { kind: "filled", word: "filled", tone: "good" },
  "no-fill": { kind: "no-fill", word: "no fill", tone: "neutral" },
  "no-bid": { kind: "no-bid", word: "no bid", tone: "neutral" },
  "timed-out": { kind: "timed-out", word: "timed out", tone: "bad" },
  failed: { kind: "failed", word: "failed", tone: "bad" },
  skipped: { kind: "skipped", word: "skipped", tone: "warning" },
  "not-reached": { kind: "not-reached", word: "not reached", tone: "neutral" },
  outbid: { kind: "outbid", word: "did not win", tone: "neutral" },
};

/** In other words where the kind alone says too little. */
export function cardState(
  kind: CardStateKind,
  word: string = CARD_STATES[kind].word,
): PageState<CardStateKind> {
  return { ...CARD_STATES[kind], word };
}
