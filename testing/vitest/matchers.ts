import type { JsonValue, LedgerRule } from "../../sdk/index.ts";
import { toBeRefused, toReturnDecision } from "./call-matchers.ts";
import { toHaveNoFill, toLoseBecause, toReportTo, toWinWith } from "./run-matchers.ts";
import { toThrowInScript } from "./to-throw-in-script.ts";

/** What `expect` can say of runs and calls once it is extended. */
export interface FledglingMatchers<R = unknown> {
  /** Of a run: an ad with this address, or of this network, was won. */
  toWinWith(adOrNetwork: string): R;
  /** Of a run: somebody asked for ads, and there was none. */
  toHaveNoFill(): R;
  /** Of a run: a report went to an address that begins so. */
  toReportTo(uriOrPrefix: string): R;
  /** Of a run: the ledger has this rule for a subject: `node "beta"`, or `beta` for short. */
  toLoseBecause(subject: string, rule: LedgerRule): R;
  /** Of a run or a call: a script threw an error with these words. */
  toThrowInScript(text?: string): R;
  /** Of a call, of several the last: what the device reads in its result. Of maps, what is named counts. */
  toReturnDecision(decision: JsonValue): R;
  /** Of a call, of several the last: the device cannot use its result, for a reason with these words. */
  toBeRefused(text?: string): R;
}

/** For `expect.extend`. */
export const fledglingMatchers = {
  toWinWith,
  toHaveNoFill,
  toReportTo,
  toLoseBecause,
  toThrowInScript,
  toReturnDecision,
  toBeRefused,
};
