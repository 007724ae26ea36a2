import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../../sdk/index.ts";
import type { Difference } from "./test-outcome.ts";

type Part = JsonValue | undefined;

/** All of it has to be the same; the order of keys does not matter. */
export function compareWhole(expected: JsonValue, received: Part): Difference | undefined {
  return isDeepStrictEqual(expected, received) ? undefined : { expected, received };
}

/** Of maps only the keys that are named count, at any depth; what is not asked about is no difference. */
export function comparePart(expected: JsonValue, received: Part): Difference | undefined {
  return compareWhole(expected, askedFor(received, expected));
}

function askedFor(received: Part, expected: Part): Part {
  if (Array.isArray(expected) && Array.isArray(received)) {
    return received.map((entry: JsonValue, index) => askedFor(entry, expected[index]) ?? null);
  }
  if (!isMap(expected) || !isMap(received)) return received;
  const entries = Object.entries(expected).flatMap(([key, part]) => {
    const value = askedFor(received[key], part);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

function isMap(value: Part): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
