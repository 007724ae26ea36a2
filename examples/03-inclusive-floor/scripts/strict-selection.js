// The mistake to try: > where Android's prebuilt script has >=, so that an equal bid is passed over.
function selectOutcome(outcomes, selection_signals) {
  const above = outcomes.find(({ bid }) => bid > selection_signals.bid_floor);
  return { status: 0, result: above ?? null };
}
