import {
  MediationError,
  nearestWord,
  type DecisionFunction,
  type DecisionParameter,
  type JsonValue,
} from "../../sdk/index.ts";

/** Arguments by name, on top of samples; or by position, as they are. */
export type Given = Readonly<Record<string, JsonValue>> | readonly JsonValue[];

/**
 * The arguments of one call. What nobody names is the parameter's sample; of an argument that is an object, the
 * keys that nobody names are the sample's.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function nameArguments(of: DecisionFunction, given: Given): readonly JsonValue[] {
  if (isByPosition(given)) return given;
  refuseStrangers(of, given);
  return of.parameters.map((parameter) => fill(parameter, given[parameter.name]));
}

function isByPosition(given: Given): given is readonly JsonValue[] {
  return Array.isArray(given);
}

function fill({ sample }: DecisionParameter, value: JsonValue | undefined): JsonValue {
  if (value === undefined) return sample;
  return isObject(sample) && isObject(value) ? { ...sample, ...value } : value;
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseStrangers({ id, parameters }: DecisionFunction, given: object): void {
  const names = parameters.map(({ name }) => name);
  const stranger = Object.keys(given).find((name) => !names.includes(name));
  if (stranger === undefined) return;
  const nearest = nearestWord(stranger, names);
  throw new MediationError("ERR_CONFIG_INVALID", `${id} has no argument "${stranger}".`, {
    hint:
      nearest === undefined
        ? `Its arguments are ${names.join(", ")}.`
        : `Did you mean "${nearest}"?`,
    details: { argument: stranger },
  });
}
