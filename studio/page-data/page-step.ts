import type { PageTone } from "./page-state.ts";

/**
 * How close one has to look: what the SDK does; what becomes of the ad from being shown on; reports; what only the
 * device sees; scripts and what they print; the internet.
 */
export type StepLevel = "walk" | "after" | "report" | "device" | "script" | "network";

export interface PageStep {
  readonly eventIndex: number;
  readonly atMs: number;
  readonly level: StepLevel;
  /** `ssp`, `gamma`, `ad server`, `device`, `app`: who acts. */
  readonly who: string;
  /** One plain sentence. */
  readonly text: string;
  /** The proposal's own step or steps, `1` to `8`, `5-7`; absent where it has none. */
  readonly seedStep?: string;
  readonly tone: PageTone;
  /** The rule it names, if somebody lost here. */
  readonly rule?: string;
  /** What is to be looked at meanwhile. */
  readonly cardId?: string;
  readonly laneId?: string;
  /** Place in `PageRun.calls`: show the script panel. */
  readonly callNumber?: number;
  readonly ledgerIndex?: number;
  readonly reportIndex?: number;
}
