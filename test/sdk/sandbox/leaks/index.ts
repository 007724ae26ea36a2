import { leaksThroughBuiltIns } from "./built-ins.ts";
import { leaksThroughState } from "./engine-state.ts";
import type { LeakAttempt } from "./leak-attempt.ts";
import { leaksThroughNames } from "./names.ts";

export const leakAttempts: readonly LeakAttempt[] = [
  ...leaksThroughNames,
  ...leaksThroughBuiltIns,
  ...leaksThroughState,
];
