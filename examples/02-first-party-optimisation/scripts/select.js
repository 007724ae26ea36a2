// Sees of each outcome its id and its bid, and nothing else. Returning null as the result says "nobody";
// returning null instead of an object is an error.
function selectOutcome(outcomes, selection_signals) {
  const [first] = outcomes;
  console.log(`first party ${first.bid}, node ${selection_signals.bid_floor}`);
  return { status: 0, result: first.bid >= selection_signals.bid_floor ? first : null };
}
