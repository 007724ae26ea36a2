import type { Arbitrary } from "fast-check";
import type { Arguments } from "./arbitrary-arguments.ts";

/** For laws that one call can break. */
export function oneCall(anArgumentList: Arbitrary<Arguments>): Arbitrary<readonly Arguments[]> {
  return anArgumentList.map((each) => [each]);
}
