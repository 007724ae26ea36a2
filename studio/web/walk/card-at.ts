import type { CardStateKind, PageCard, PageState } from "../../page-data.ts";

/** A card as it stood when the last of the shown events had happened. */
export interface CardAt {
  readonly state: PageState<CardStateKind>;
  readonly text: string;
  /** Whether nothing of it is still to come. */
  readonly isSettled: boolean;
}

const waiting: CardAt = {
  state: { kind: "waiting", word: "waiting", tone: "neutral" },
  text: "",
  isSettled: false,
};

export function cardAt({ changes, state, reason }: PageCard, cursor: number): CardAt {
  const last = changes.at(-1);
  if (last === undefined || last.eventIndex <= cursor) {
    return { state, text: reason, isSettled: true };
  }
  const change = changes.findLast(({ eventIndex }) => eventIndex <= cursor);
  return change === undefined ? waiting : { ...change, isSettled: false };
}
