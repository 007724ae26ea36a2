import type { ScriptEvaluation } from "../foundation/script-sandbox.ts";
import { adBeacons } from "./globals/ad-beacons.ts";
import { capturedConsole } from "./globals/captured-console.ts";
import { debuggingOnlyName, debugReports } from "./globals/debugging-only.ts";
import { entryPoint } from "./globals/entry-point.ts";
import { fixedLocale } from "./globals/fixed-locale.ts";
import { noWaiting } from "./globals/no-waiting.ts";
import { primordials } from "./globals/primordials.ts";
import { sealedWorld } from "./globals/sealed-world.ts";
import { seededRandom } from "./globals/seeded-random.ts";
import { virtualDate } from "./globals/virtual-date.ts";

/** The global that carries a `WorldShape` into the isolate as JSON; the prelude deletes it. */
export const worldShapeName = "__rb_world";

/** The global that carries `renderEvaluation` into the isolate; the prelude deletes it. */
export const evaluationName = "__rb_evaluation";

/** The global that brings a stopwatch into the isolate, where there is one; its prelude deletes it. */
export const markName = "__rb_mark";

/** The file name of our own frames in a script's stack. */
export const preludeFileName = "fledgling:script-globals";

const clockAndLuck = virtualDate + fixedLocale + noWaiting + seededRandom;
const parts = primordials + clockAndLuck + capturedConsole + adBeacons + debugReports + entryPoint;

/** What every world begins with; `begin` makes it ready for an evaluation, and forgets the one before. */
const foundations = /* js */ `
  "use strict";
  const world = JSON.parse(globalThis.${worldShapeName});
  delete globalThis.${worldShapeName};
${parts}
  const begin = (evaluation) => {
    beginClock(evaluation);
    beginLuck(evaluation);
    beginConsole();
    beginBeacons();
    beginDebugReports();
    beginCalls(evaluation);
  };
`;

/**
 * Runs in every fresh context before the script. Leaves one name behind, `__rb_entry_point`, which Android
 * reserves too (spec: on-device 1.1): given a function that looks up the script's, it makes the calls; given
 * what the script threw before that, it notes it; given nothing, it returns the report.
 */
export const prelude = /* js */ `
const __rb_entry_point = (() => {
${foundations}
  begin(parse(globalThis.${evaluationName}));
  delete globalThis.${evaluationName};
  return (lookUp, ...thrown) => {
    if (thrown.length > 0) return noteThrown(thrown[0]);
    return lookUp === undefined ? report() : run(lookUp);
  };
})();
__rb_entry_point;
`;

/**
 * Runs once in a context that is to live on, and evaluates to its door. Given a script as `wrapScript` makes
 * it, the door returns what evaluates it; given nothing, what there is to tell of the last evaluation; given
 * "names", those that a script must not declare.
 */
export const livingPrelude = /* js */ `
(() => {
${foundations}
  if (world.hasDebuggingOnly) {
    replaceProperties(globalThis, { forDebuggingOnly: globalThis.${debuggingOnlyName} });
    delete globalThis.${debuggingOnlyName};
  }
${sealedWorld}
  return (given) => {
    if (given === "names") return stringify(names);
    return given === undefined ? tell() : enter(given);
  };
})()
`;

/** Evaluates to the report of the context it runs in. */
export const reportCall = "__rb_entry_point()";

/** What a world is made with. */
export interface WorldShape {
  readonly hasConsole: boolean;
  readonly hasAdBeacons: boolean;
  readonly hasDebuggingOnly: boolean;
}

export function worldShapeOf({ withoutConsole, globals = [] }: ScriptEvaluation): WorldShape {
  return {
    hasConsole: !(withoutConsole ?? false),
    hasAdBeacons: globals.includes("registerAdBeacon"),
    hasDebuggingOnly: globals.includes("forDebuggingOnly"),
  };
}

/** What is new with every evaluation. */
export function renderEvaluation(evaluation: ScriptEvaluation): string {
  const { calls, functionName, stopAtFailedStatus, nowMs, randomSeed, budgetMs } = evaluation;
  return JSON.stringify({ calls, functionName, stopAtFailedStatus, nowMs, randomSeed, budgetMs });
}

/**
 * The script with the call behind it, as Android's wrapper puts it: in one script, `const` and `class`
 * functions are found, and promise reactions run after the call, not before.
 */
export function appendCall(source: string, functionName: string): string {
  return `${source}\n;__rb_entry_point(() => ${functionName})`;
}

/**
 * The script as a function, so that what it declares is gone when the evaluation is over. Strict, whatever the
 * script says, so that a frozen property which it tries to change makes it throw.
 */
export function wrapScript(source: string, functionName: string): string {
  return `(function () { "use strict";\n${source}\n;return () => ${functionName};\n})`;
}
