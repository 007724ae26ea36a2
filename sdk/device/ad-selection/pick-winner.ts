import type { Loss, SelectionCall } from "./roster.ts";
import type { Scored } from "./score-ads.ts";

/** Java's `Double.MIN_VALUE`: a winner must score more than this, so "above 0" has one exception. */
const javaDoubleMinValue = 4.9e-324;

/** Highest score above 0 wins; of equal scores the first in the list (spec: on-device 2.6). */
export function pickWinner(scored: readonly Scored[]): Scored | undefined {
  let winner: Scored | undefined;
  let best = javaDoubleMinValue;
  for (const each of scored) {
    if (each.score <= best) continue;
    winner = each;
    best = each.score;
  }
  return winner;
}

/** The winner leaves, everybody else loses against it. */
export function settleRoster(
  { roster }: SelectionCall,
  scored: readonly Scored[],
  result: { readonly winner: Scored | undefined; readonly script: string },
): void {
  const { winner, script } = result;
  if (winner !== undefined) roster.leave(winner.candidate);
  for (const each of scored) {
    if (each !== winner) roster.lose(each.candidate, describeLoss(each, winner, script));
  }
}

function describeLoss(
  { score, problem }: Scored,
  winner: Scored | undefined,
  script: string,
): Loss {
  if (problem !== undefined) return { rule: "score-invalid", detail: `${problem} (${script})` };
  const scored = `scoreAd of ${script} gave ${score}`;
  if (winner === undefined || score <= javaDoubleMinValue) {
    return { rule: "score-not-positive", detail: `${scored}, and a winner needs more than 0` };
  }
  const { renderUri } = winner.candidate;
  if (score === winner.score) {
    return { rule: "score-tie", detail: `${scored}, as it did to ${renderUri}, which comes first` };
  }
  return { rule: "score-lower", detail: `${scored}, and ${winner.score} to ${renderUri}` };
}
