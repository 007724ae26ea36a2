import type { JsonObject } from "../../sdk/index.ts";
import { ScenarioSchema, type Scenario } from "../scenario-schema.ts";
import { fillDefaults } from "./fill-defaults.ts";
import type { ReadScript } from "./read-scripts.ts";

/**
 * A scenario as traces keep it: as it may be written, with every default filled in and the text of every script in
 * it, so that running it again needs no file. What it expects is left out, for it does not make the run.
 */
export function recordScenario(
  input: unknown,
  { steps, scripts }: Pick<Scenario, "steps"> & { readonly scripts: readonly ReadScript[] },
): JsonObject {
  const { expect: _expect, ...filled } = fillDefaults(ScenarioSchema, input) as JsonObject;
  const usual = steps.map(({ verb, value }) => ({ [verb]: value }));
  // Through text: a scenario that is a program may still change what it has handed over.
  const record = JSON.parse(
    JSON.stringify({ ...filled, steps: filled["steps"] ?? usual }),
  ) as JsonObject;
  for (const { offer, script } of scripts) put(record, offer.path.map(String), script.text);
  return record;
}

function put(record: JsonObject, [key = "", ...rest]: readonly string[], text: string): void {
  const map = record as Record<string, JsonObject>;
  if (rest.length === 0) map[key] = { inline: text };
  else put(map[key] ?? {}, rest, text);
}
