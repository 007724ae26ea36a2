import type { Arbitrary } from "fast-check";
import type { DecisionFunctionId, JsonValue } from "../../sdk/index.ts";
import type { CalledScript } from "../script-call/call-script.ts";
import type { Arguments } from "./arbitrary-arguments.ts";

/** Something that holds whatever a function is given. */
export interface Law {
  readonly name: string;
  /** For people. */
  readonly about: string;
  /** The functions that it is about. */
  readonly functions: readonly DecisionFunctionId[];
  /** What to look at it with: the calls of one world, in order, made of a function's arbitrary arguments. */
  readonly cases: (
    anArgumentList: Arbitrary<Arguments>,
    functionId: DecisionFunctionId,
  ) => Arbitrary<readonly Arguments[]>;
  /** Why it does not hold for these calls; nothing if it does, or if they say nothing about it. */
  readonly check: (calls: readonly Arguments[], call: Caller) => Promise<Breach | undefined>;
}

/** Calls the script that the law is checked for, in a world of its own. */
export type Caller = (calls: readonly Arguments[], when?: When) => Promise<CalledScript>;

/** Luck and time of day; by default those of every call. */
export interface When {
  readonly seed: number;
  readonly nowMs: number;
}

export interface Breach {
  /** In words, with values. */
  readonly why: string;
  /** What a test has to expect of each of the calls so that it fails now, and passes where the law holds. */
  readonly expects: readonly (Readonly<Record<string, JsonValue>> | undefined)[];
  /** If the calls alone do not show it. */
  readonly when?: When;
}
