import type { DeviceCall } from "../device-call.ts";
import { argumentRefused } from "../service-failure.ts";
import { describeUnusableId, findOutcome } from "./find-outcome.ts";
import type { OutcomeStore, StoredOutcome } from "./outcome-store.ts";

/**
 * The named outcomes, each once, in the order that the script sees them: ascending by id, which is what
 * Android's query gives, or as they were named, where the profile has it so (spec: on-device 3.3).
 */
export function loadOutcomes(
  call: DeviceCall,
  store: OutcomeStore,
  ids: readonly string[],
): readonly StoredOutcome[] {
  const given = [...new Set(ids.map(BigInt))];
  const ascending = given.toSorted((a, b) => Number(a > b) - Number(a < b));
  const seen = call.settings.outcomesInGivenOrder ? given : ascending;
  const found = seen.map((id) => {
    const adSelectionId = String(id);
    return { adSelectionId, outcome: findOutcome(call, store, adSelectionId) };
  });
  const unknown = found.filter(({ outcome }) => outcome === undefined);
  if (unknown.length > 0) {
    const list = unknown.map(({ adSelectionId }) => adSelectionId).join(", ");
    const details = unknown.map((each) => describeUnusableId(call, store, each.adSelectionId));
    throw argumentRefused(
      `Ad selection ids: [${list}] don't exists or owned by the calling package`,
      details.join("; "),
    );
  }
  if (seen.some((id, place) => id !== given[place])) adviseAboutOrder(call, given, seen);
  // One without a result is silently missing from the choice (spec: on-device 3.3).
  return found.flatMap(({ outcome }) => (outcome?.isPending ? [] : (outcome ?? [])));
}

/** Ids are random, so a script that takes the first for the chain's first is right by luck only. */
function adviseAboutOrder(
  { emit, labels }: DeviceCall,
  given: readonly bigint[],
  seen: readonly bigint[],
): void {
  const detail = `outcomes[0] is arbitrary here: ${given.length} ids were passed and Android orders them by id, so it is ${seen[0]}, although ${given[0]} was named first; to tell a script the order, pass it in selectionSignals`;
  emit({ type: "selection.advised", ...labels, detail });
}
