// Puts the first outcome before a mediation node when its bid reaches the node's price. An equal bid does.
// `bidFloor` names the key of the selection signals that holds the price; without such a signal nobody is
// chosen, because no number is at least undefined. Meant for exactly one outcome: Android orders several by id.
function selectOutcome(outcomes, selectionSignals, { bidFloor }) {
  const [outcome] = outcomes;
  const isPlaced = outcome !== undefined && outcome.bid >= selectionSignals[bidFloor];
  return { status: 0, result: isPlaced ? outcome : null };
}
