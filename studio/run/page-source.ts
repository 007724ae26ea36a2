import type { MediationEvent } from "../../sdk/index.ts";
import type { TraceSoFar } from "../../simulator/index.ts";

/** A run that a page is to show: its events, and what else is known of how it went. */
export interface PageSource {
  /** File name of the trace or the scenario. */
  readonly name: string;
  /** From `session.started` to wherever it came. */
  readonly events: readonly MediationEvent[];
  /** How many of its events are shown, where that is less than a page has room for. */
  readonly mostEvents?: number;
  /** Where the file cannot be read any more. */
  readonly brokenAt?: TraceSoFar["brokenAt"];
  /** What stopped the run. */
  readonly failure?: unknown;
  readonly unmetExpectations?: readonly string[];
}
