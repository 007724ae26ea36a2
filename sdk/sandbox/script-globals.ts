import type { ScriptEvaluation } from "../foundation/script-sandbox.ts";
import { adBeacons } from "./globals/ad-beacons.ts";
import { capturedConsole } from "./globals/captured-console.ts";
import { debugReports } from "./globals/debugging-only.ts";
import { entryPoint } from "./globals/entry-point.ts";
import { fixedLocale } from "./globals/fixed-locale.ts";
import { noWaiting } from "./globals/no-waiting.ts";
import { primordials } from "./globals/primordials.ts";
import { seededRandom } from "./globals/seeded-random.ts";
import { virtualDate } from "./globals/virtual-date.ts";

/** The global that carries `renderPreludeInput` into the isolate; the prelude deletes it. */
export const preludeInputName = "__rb_evaluation";

/** The file name of our own frames in a script's stack. */
export const preludeFileName = "fledgling:script-globals";

/**
 * Runs in every fresh context before the script. Leaves one name behind, `__rb_entry_point`, which Android
 * reserves too (spec: on-device 1.1): given a function that looks up the script's, it makes the calls; given
 * what the script threw before that, it notes it; given nothing, it returns the report.
 */
export const prelude = /* js */ `
const __rb_entry_point = (() => {
  "use strict";
  const evaluation = JSON.parse(globalThis.${preludeInputName});
  delete globalThis.${preludeInputName};
${[primordials, virtualDate, fixedLocale, noWaiting, seededRandom, capturedConsole, adBeacons, debugReports, entryPoint].join("")}
  return (lookUp, ...thrown) => {
    if (thrown.length > 0) return noteThrown(thrown[0]);
    return lookUp === undefined ? report() : run(lookUp);
  };
})();
__rb_entry_point;
`;

/** Evaluates to the report of the context it runs in. */
export const reportCall = "__rb_entry_point()";

export function renderPreludeInput(evaluation: ScriptEvaluation): string {
  const { calls, functionName, nowMs, randomSeed, budgetMs, globals = [] } = evaluation;
  return JSON.stringify({
    calls,
    functionName,
    stopAtFailedStatus: evaluation.stopAtFailedStatus ?? false,
    hasConsole: !(evaluation.withoutConsole ?? false),
    hasAdBeacons: globals.includes("registerAdBeacon"),
    hasDebuggingOnly: globals.includes("forDebuggingOnly"),
    nowMs,
    randomSeed,
    budgetMs,
  });
}

/**
 * The script with the call behind it, as Android's wrapper puts it: in one script, `const` and `class`
 * functions are found, and promise reactions run after the call, not before.
 */
export function appendCall(source: string, functionName: string): string {
  return `${source}\n;__rb_entry_point(() => ${functionName})`;
}
