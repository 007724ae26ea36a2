import type {
  ConsoleLine,
  RegisteredBeacon,
  RegisteredDebugReport,
  ReturnedValue,
} from "../foundation/script-sandbox.ts";
import type { RunEnd } from "./script-run.ts";

/** What `__rb_entry_point` says happened inside, as far as the script got. */
export interface RunReport {
  /** Null until the calls are over. */
  readonly outcome:
    | { readonly kind: "returned"; readonly values: readonly ReturnedValue[] }
    | {
        readonly kind: "threw";
        readonly message: string;
        readonly stack: string;
        readonly call?: number;
      }
    | null;
  readonly functionLength: number | null;
  readonly spentMs: number;
  readonly spentAtTopLevelMs: number;
  readonly isAtTopLevel: boolean;
  readonly isOverBudget: boolean;
  /** The one that was under way, when the budget ended or in the end. */
  readonly call?: number;
  readonly console: readonly ConsoleLine[];
  readonly beacons: readonly RegisteredBeacon[];
  readonly debugReports: readonly RegisteredDebugReport[];
}

/** Of a script that never ran, or took everything it had to say with it. */
export const nothingReported: RunReport = {
  outcome: null,
  functionLength: null,
  spentMs: 0,
  spentAtTopLevelMs: 0,
  isAtTopLevel: false,
  isOverBudget: false,
  console: [],
  beacons: [],
  debugReports: [],
};

/** The text is written by our own prelude, so its shape is taken for granted. */
export function readReport(end: RunEnd): RunReport | undefined {
  const text = "report" in end ? end.report : undefined;
  if (text === undefined) return undefined;
  return { ...nothingReported, ...(JSON.parse(text) as Partial<RunReport>) };
}
