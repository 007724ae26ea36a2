import type { DecisionFunctionId } from "../../sdk/index.ts";
import { floorRespected } from "./floor-respected.ts";
import { keepsNoState } from "./keeps-no-state.ts";
import type { Law } from "./law.ts";
import { neverThrows } from "./never-throws.ts";
import { outcomeOrderDoesNotMatter } from "./outcome-order-does-not-matter.ts";
import { repeatable } from "./repeatable.ts";
import { scoreMonotoneInBid } from "./score-monotone-in-bid.ts";
import { validShape } from "./valid-shape.ts";

/** THE list of laws that a decision script can be held to. */
export const LAWS: readonly Law[] = [
  neverThrows,
  validShape,
  keepsNoState,
  repeatable,
  scoreMonotoneInBid,
  floorRespected,
  outcomeOrderDoesNotMatter,
];

export function lawsOf(id: DecisionFunctionId): readonly Law[] {
  return LAWS.filter(({ functions }) => functions.includes(id));
}
