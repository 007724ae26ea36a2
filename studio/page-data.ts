import type { PageComparison } from "./page-data/page-comparison.ts";
import type { PageLesson } from "./page-data/page-lesson.ts";
import type { PageRun } from "./page-data/page-run.ts";
import type { PageSweep } from "./page-data/page-sweep.ts";

export type * from "./page-data/page-state.ts";
export type * from "./page-data/page-run.ts";
export type * from "./page-data/page-request.ts";
export type * from "./page-data/page-step.ts";
export type * from "./page-data/page-lane.ts";
export type * from "./page-data/page-card.ts";
export type * from "./page-data/page-call.ts";
export type * from "./page-data/page-lines.ts";
export type * from "./page-data/page-comparison.ts";
export type * from "./page-data/page-lesson.ts";
export type * from "./page-data/page-sweep.ts";

/**
 * Everything a page shows, as plain JSON: computed from a trace by `describePage`, and put into the page as data.
 * The page works out nothing about a run by itself; sentences and words come from here.
 *
 * Times are milliseconds of the run's own clock, counted from its start. An `eventIndex` is a place in
 * `PageRun.events`, from 0.
 */
export interface PageData {
  readonly pageVersion: 1;
  /** Of the Fledgling that made the page. */
  readonly fledglingVersion: string;
  /** `Fledgling: waterfall`, or `Fledgling: waterfall against waterfall`; what the window is called. */
  readonly title: string;
  /** One run, or the two that `comparison` compares: a, then b. */
  readonly runs: readonly PageRun[];
  readonly comparison?: PageComparison;
  readonly lesson?: PageLesson;
  readonly sweep?: PageSweep;
}
