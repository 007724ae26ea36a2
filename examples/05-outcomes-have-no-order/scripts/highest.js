// Looks at all of them, and reads nothing into their order. bid_floor is the best bid of those who bid a mere price.
function selectOutcome(outcomes, { bid_floor = 0 }) {
  const best = outcomes.reduce((one, other) => (other.bid > one.bid ? other : one));
  return { status: 0, result: best.bid >= bid_floor ? best : null };
}
