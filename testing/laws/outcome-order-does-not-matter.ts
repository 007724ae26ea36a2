import { array, nat, tuple } from "fast-check";
import type { Decision, JsonObject, JsonValue } from "../../sdk/index.ts";
import type { Arguments } from "./arbitrary-arguments.ts";
import type { Law } from "./law.ts";
import { wordJson } from "./word-value.ts";

/** Of as many outcomes as there may be; what has no place of its own stays behind. */
const arbitraryOrder = array(nat(9), { maxLength: 5 });

export const outcomeOrderDoesNotMatter: Law = {
  name: "outcome-order-does-not-matter",
  about: "The same outcome is chosen in any order of them; of equal bids, any.",
  functions: ["selectOutcome"],
  cases: (anArgumentList) =>
    tuple(anArgumentList, arbitraryOrder).map(([each, order]) => [each, reorder(each, order)]),
  async check([inOrder = [], inAnother = []], call) {
    const outcomes = inOrder[0] as unknown as readonly Outcome[];
    const first = findChosen(outcomes, (await call([inOrder])).decisions);
    const second = findChosen(outcomes, (await call([inAnother])).decisions);
    if (first === "refused" || second === "refused" || isAsGood(first, second)) return undefined;
    const chosen = first?.id ?? null;
    return {
      why: `it chooses ${word(first)} in order of id, and ${word(second)} in another order`,
      expects: [{ chosen }, { chosen }],
    };
  },
};

function reorder([outcomes, ...rest]: Arguments, order: readonly number[]): Arguments {
  const placed = (outcomes as readonly JsonValue[])
    .map((outcome, index) => ({ outcome, place: order[index] ?? 0 }))
    .toSorted((one, other) => one.place - other.place);
  return [placed.map(({ outcome }) => outcome), ...rest];
}

interface Outcome {
  readonly id: JsonValue;
  readonly bid?: number;
}

/** What the device looks for: the id, which may be nobody's. */
function findChosen(
  outcomes: readonly Outcome[],
  [decision]: readonly Decision[],
): Outcome | undefined | "refused" {
  if (decision?.kind !== "ok") return "refused";
  if (decision.value === null) return undefined;
  const { id = null } = decision.value as JsonObject;
  return outcomes.find((each) => each.id === id) ?? { id };
}

function isAsGood(one: Outcome | undefined, other: Outcome | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.id === other.id || (one.bid !== undefined && one.bid === other.bid);
}

function word(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "nobody";
  const bid = outcome.bid === undefined ? "" : `, which bids ${outcome.bid},`;
  return `${wordJson(outcome.id)}${bid}`;
}
