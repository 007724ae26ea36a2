import type { LossRule } from "../../model/loss-rules.ts";
import type { DeviceCall } from "../device-call.ts";
import { candidateFacts } from "./candidate.ts";
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

/** One ledger line for everybody who was scored and did not win. */
export function tellLosers(
  call: DeviceCall,
  scored: readonly Scored[],
  winner: Scored | undefined,
): void {
  for (const each of scored) {
    if (each === winner) continue;
    const { rule, detail } = describeLoss(each, winner);
    call.emit({
      type: "bid.rejected",
      ...call.labels,
      ...candidateFacts(each.candidate),
      rule,
      detail,
    });
  }
}

function describeLoss(
  { candidate, score, problem }: Scored,
  winner: Scored | undefined,
): { readonly rule: LossRule; readonly detail: string } {
  const bid = `bid ${candidate.bid}, score ${score}`;
  if (problem !== undefined) return { rule: "score-invalid", detail: `${bid}: ${problem}` };
  if (winner === undefined || score <= javaDoubleMinValue) {
    return { rule: "score-not-positive", detail: `${bid}; a winner needs a score above 0` };
  }
  const against = `${winner.candidate.renderUri} scored ${winner.score}`;
  if (score === winner.score) {
    return { rule: "score-tie", detail: `${bid}; ${against} too and comes first` };
  }
  return { rule: "score-lower", detail: `${bid}; ${against}` };
}
