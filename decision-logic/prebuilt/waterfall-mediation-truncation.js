// Puts the first outcome before a mediation node when its bid reaches the node's price. An equal bid does.
// `bidFloor` names the key of the selection signals that holds the price; without such a signal nobody is
// chosen, because no number is at least undefined.
// fledgling-lint-disable-next-line wrong-arity -- a prebuilt is handed its parameters last
function selectOutcome(outcomes, selectionSignals, { bidFloor }) {
  // fledgling-lint-disable-next-line first-outcome -- meant for exactly one: Android orders several by id
  const [outcome] = outcomes;
  const isPlaced = outcome !== undefined && outcome.bid >= selectionSignals[bidFloor];
  return { status: 0, result: isPlaced ? outcome : null };
}
