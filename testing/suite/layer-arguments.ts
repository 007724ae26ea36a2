import { DECISION_FUNCTIONS, type DecisionFunctionId, type JsonValue } from "../../sdk/index.ts";
import type { Given } from "../script-call/name-arguments.ts";

export type NamedArguments = Exclude<Given, readonly JsonValue[]>;

/** The arguments that a file gives to every function go to those that have them. */
export function ofFunction(id: DecisionFunctionId, given: NamedArguments = {}): NamedArguments {
  const { parameters = [] } = DECISION_FUNCTIONS.find((each) => each.id === id) ?? {};
  const names: readonly string[] = parameters.map(({ name }) => name);
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}

/** As with samples: of an argument that is a map, the keys that nobody names are those underneath. */
export function layerArguments(under: NamedArguments, over: NamedArguments = {}): NamedArguments {
  const layered = Object.entries(over).map(([name, value]) => {
    const below = under[name];
    return [name, isMap(below) && isMap(value) ? { ...below, ...value } : value] as const;
  });
  return { ...under, ...Object.fromEntries(layered) };
}

function isMap(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
