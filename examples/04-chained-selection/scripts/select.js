// As shipped: of an outcome, a script sees the id and the bid, and nothing else. In a walk there is one. An equal bid is
// placed; null as the result places nobody.
function selectOutcome(outcomes, selection_signals) {
  const placed = outcomes.find(({ bid }) => bid >= selection_signals.bid_floor);
  return { status: 0, result: placed ?? null };
}
