/** THE list of lint rules, by code: 1 the script and its globals, 2 functions, 3 results, 4 decisions, 5 reports, 6 repeatability, 9 the lint itself. */
import type { LintRule } from "../lint-rule.ts";
import { asynchronousFunction } from "./asynchronous-function.ts";
import { beaconArguments } from "./beacon-arguments.ts";
import { beaconLimits } from "./beacon-limits.ts";
import { chromeOnly } from "./chrome-only.ts";
import { failingStatus } from "./failing-status.ts";
import { firstOutcome } from "./first-outcome.ts";
import { foreignHost } from "./foreign-host.ts";
import { insecureUri } from "./insecure-uri.ts";
import { keptState } from "./kept-state.ts";
import { localeDependent } from "./locale-dependent.ts";
import { misnamedDebugReport } from "./misnamed-debug-report.ts";
import { misnamedFunction } from "./misnamed-function.ts";
import { misnamedResultKey } from "./misnamed-result-key.ts";
import { misplacedGlobal } from "./misplaced-global.ts";
import { misplacedParameter } from "./misplaced-parameter.ts";
import { missingConsole } from "./missing-console.ts";
import { missingFunction } from "./missing-function.ts";
import { missingGlobal } from "./missing-global.ts";
import { missingResultKey } from "./missing-result-key.ts";
import { missingSlash } from "./missing-slash.ts";
import { moduleSyntax } from "./module-syntax.ts";
import { newerVersion } from "./newer-version.ts";
import { noResultObject } from "./no-result-object.ts";
import { numericId } from "./numeric-id.ts";
import { repeatedBeacon } from "./repeated-beacon.ts";
import { reservedName } from "./reserved-name.ts";
import { secondQuestionMark } from "./second-question-mark.ts";
import { signalsNotText } from "./signals-not-text.ts";
import { strictFloor } from "./strict-floor.ts";
import { undeclaredName } from "./undeclared-name.ts";
import { unencodedValue } from "./unencoded-value.ts";
import { unexplainedDisable } from "./unexplained-disable.ts";
import { unguardedBeacon } from "./unguarded-beacon.ts";
import { unknownField } from "./unknown-field.ts";
import { unknownSignal } from "./unknown-signal.ts";
import { unparsable } from "./unparsable.ts";
import { unrepeatable } from "./unrepeatable.ts";
import { unusedDisable } from "./unused-disable.ts";
import { wrongArity } from "./wrong-arity.ts";

export { unexplainedDisable, unparsable, unusedDisable };

export const LINT_RULES: readonly LintRule[] = [
  unparsable,
  moduleSyntax,
  missingGlobal,
  chromeOnly,
  undeclaredName,
  reservedName,
  misplacedGlobal,
  missingConsole,
  misnamedDebugReport,
  misnamedFunction,
  missingFunction,
  wrongArity,
  misplacedParameter,
  asynchronousFunction,
  newerVersion,
  noResultObject,
  missingResultKey,
  misnamedResultKey,
  signalsNotText,
  failingStatus,
  firstOutcome,
  strictFloor,
  unknownField,
  unknownSignal,
  numericId,
  missingSlash,
  secondQuestionMark,
  unencodedValue,
  insecureUri,
  foreignHost,
  unguardedBeacon,
  beaconArguments,
  repeatedBeacon,
  beaconLimits,
  unrepeatable,
  localeDependent,
  keptState,
  unexplainedDisable,
  unusedDisable,
];
