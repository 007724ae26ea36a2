// The trap. It reads as if it took the best, or the earliest: it takes the one whose random id is lowest.
function selectOutcome(outcomes) {
  return { status: 0, result: outcomes[0] };
}
