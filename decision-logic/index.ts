/** Door to decision logic: THE list of what ships with the device, and the lint for what people write. */
import { readFileSync } from "node:fs";
import type { PrebuiltLogic } from "../sdk/model/prebuilt-logic.ts";

export { findFunctions, type FunctionPlace } from "./find-functions.ts";
export { fixScript } from "./lint/apply-fixes.ts";
export type { LintRule } from "./lint/lint-rule.ts";
export { lintScript } from "./lint/lint-script.ts";
export type { LintProfile, LintSurroundings, SignalKind } from "./lint/lint-surroundings.ts";
export { LINT_RULES } from "./lint/rules/index.ts";
export type { ScriptFix, ScriptProblem, Severity } from "./lint/script-problem.ts";

export const PREBUILT_LOGIC: readonly PrebuiltLogic[] = [
  {
    useCase: "ad-selection",
    name: "highest-bid-wins",
    parameters: ["reportingUrl"],
    source: readPrebuilt("highest-bid-wins"),
  },
  {
    useCase: "ad-selection-from-outcomes",
    name: "waterfall-mediation-truncation",
    parameters: ["bidFloor"],
    source: readPrebuilt("waterfall-mediation-truncation"),
  },
];

/** The prebuilt that holds the first party's bid against the price that the SDK sends as `bid_floor`. */
export const WATERFALL_TRUNCATION_URI =
  "ad-selection-prebuilt://ad-selection-from-outcomes/waterfall-mediation-truncation/?bidFloor=bid_floor";

/** Prebuilts are kept as plain scripts, so that they are what a device would run and a reader can try. */
function readPrebuilt(name: string): string {
  return readFileSync(new URL(`./prebuilt/${name}.js`, import.meta.url), "utf8");
}
