import { part, partsOf, type Part } from "./input-part.ts";

/** Every step that is written in a scenario, also those to repeat. */
export function stepParts(scenario: Part): readonly Part[] {
  return partsOf(part(scenario, "steps")).flatMap((entry) => [
    entry,
    ...partsOf(part(entry, "steps")),
  ]);
}
