// For those who want the first in a chain: the order comes along, as the ids of the outcomes in selection_signals.
function selectOutcome(outcomes, selection_signals) {
  const first = selection_signals.order.find((id) => outcomes.some((one) => one.id === id));
  return { status: 0, result: outcomes.find(({ id }) => id === first) ?? null };
}
