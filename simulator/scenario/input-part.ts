import type { Path } from "./scenario-problem.ts";

/** A value of unknown shape, which can be asked for its parts: what is not there has none. */
export interface Part {
  readonly path: Path;
  readonly value: unknown;
}

export function part(whole: Part, ...keys: readonly string[]): Part {
  return keys.reduce(
    ({ path, value }, key) => ({ path: [...path, key], value: mapOf(value)[key] }),
    whole,
  );
}

export function partsOf({ path, value }: Part): readonly Part[] {
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => ({ path: [...path, index], value: entry }));
  }
  return Object.entries(mapOf(value)).map(([key, entry]) => ({
    path: [...path, key],
    value: entry,
  }));
}

export function keysOf({ value }: Part): readonly string[] {
  return Object.keys(mapOf(value));
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
