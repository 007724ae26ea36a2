import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import type { CardStateKind, PageCardChange, PageState } from "../page-data.ts";
import type { IndexedEvent } from "../run/indexed-event.ts";
import type { RunView } from "../run/run-view.ts";
import { cardState } from "./card-states.ts";

type State = PageState<CardStateKind>;

/** What an event makes of the node that it is about. */
const NODE_STATES: {
  readonly [Type in MediationEventType]?: (event: MediationEventOf<Type>) => State | undefined;
} = {
  "chained-selection.passed": () => cardState("first-party-passed"),
  "chained-selection.placed": () => cardState("first-party-placed"),
  "node-signals.requested": () => cardState("running", "asked for signals"),
  "node-signals.collected": () => cardState("running", "signals are in"),
  "node-bid.requested": () => cardState("running", "asked to bid"),
  "node-bid.received": () => cardState("has-bid"),
  "node.started": () => cardState("running", "asked for its ad"),
  "node.filled": () => cardState("filled"),
  "node.unfilled": ({ phase }) => cardState(phase === "bid" ? "no-bid" : "no-fill"),
  "node.timed-out": () => cardState("timed-out"),
  "node.failed": () => cardState("failed"),
  "node.skipped": () => cardState("skipped"),
  "node.unreached": () => cardState("not-reached"),
  "node.outbid": () => cardState("outbid"),
  "ad.selected": () => cardState("won"),
};

/** The states of a node's card, from the first event that is about it to the last. */
export function collectNodeChanges(
  ofNode: readonly IndexedEvent[],
  view: RunView,
): readonly PageCardChange[] {
  const changes: PageCardChange[] = [];
  for (const { event, index } of ofNode) {
    const state = nextState(event, changes.at(-1)?.state);
    if (state === undefined) continue;
    changes.push({ eventIndex: index, state, text: view.sentenceOf(event).text });
  }
  return changes;
}

function nextState(event: MediationEvent, current: State | undefined): State | undefined {
  // It keeps how it ended; what came too late is worth saying.
  if (event.type === "node.answered-late") return current;
  const isStopped = current?.kind === "first-party-placed";
  if (isStopped && event.type === "node.unreached") return undefined;
  const next = NODE_STATES[event.type] as ((of: MediationEvent) => State | undefined) | undefined;
  return next?.(event);
}
