// The seller's selection logic, as a device runs it: no timers, no fetch, nothing kept from one call to the next.

/**
 * Asked before each node of a chain whether the first party's ad goes first. A bid that reaches the floor does.
 *
 * @type {import("fledgling/decision-logic/types").SelectOutcome}
 */
function selectOutcome(outcomes, selection_signals) {
  const good = outcomes.filter(({ bid }) => bid >= selection_signals.bid_floor);
  const [best = null] = good.toSorted((a, b) => b.bid - a.bid);
  return { status: 0, result: best };
}
