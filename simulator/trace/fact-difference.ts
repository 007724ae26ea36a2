import { isSameJson } from "./is-same-json.ts";

/** One fact in both runs; absent in one of them: undefined there. */
export interface FactDifference {
  readonly name: string;
  readonly a: unknown;
  readonly b: unknown;
}

export function compareFacts(
  a: object | undefined,
  b: object | undefined,
): readonly FactDifference[] {
  const [ofA, ofB] = [new Map(Object.entries(a ?? {})), new Map(Object.entries(b ?? {}))];
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((name) => ({ name, a: ofA.get(name) as unknown, b: ofB.get(name) as unknown }))
    .filter((fact) => !isSameJson(fact.a, fact.b));
}
