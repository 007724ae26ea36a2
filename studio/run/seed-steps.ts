import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";

/**
 * The eight steps of the mediation proposal's waterfall, by what happens in them; the same numbers that
 * `fledgling run` prints at the left (seed: mediation proposal, steps 1 to 8).
 */
const SEED_STEPS: { readonly [Type in MediationEventType]?: string } = {
  "request.started": "1",
  "chain.fetched": "1",
  "chain.refused": "1",
  "chain.failed": "1",
  "contextual-ad.received": "1",
  "first-party.selected": "2",
  "first-party.passed": "2",
  "chained-selection.passed": "3",
  "chained-selection.placed": "3-4",
  "node.started": "5",
  "node.filled": "5-6",
  "node.unfilled": "5-7",
  "node.timed-out": "5-7",
  "node.failed": "5-7",
  "fallback.started": "8",
  "fallback.selected": "8",
  "fallback.passed": "8",
};

/** Where a node bids live, the proposal has no steps. */
export function seedStepOf(event: MediationEvent): string | undefined {
  if ("phase" in event && event.phase !== undefined) return undefined;
  return SEED_STEPS[event.type];
}
