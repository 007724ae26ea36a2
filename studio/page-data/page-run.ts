import type { PageScript, PageCall } from "./page-call.ts";
import type { PageLedgerLine, PageReport } from "./page-lines.ts";
import type { PageRequest } from "./page-request.ts";
import type { PageTone, PageState } from "./page-state.ts";
import type { PageStep } from "./page-step.ts";

/** An event as the trace has it, long texts cut. Which facts it has follows from its type: docs/events.md. */
export interface PageEvent {
  readonly type: string;
  readonly atMs: number;
  readonly requestId?: string;
  readonly nodeId?: string;
  readonly callId?: string;
  readonly [fact: string]: unknown;
}

export interface PageRun {
  readonly facts: PageRunFacts;
  /** Something the reader has to know before believing what is shown: the trace breaks off, bodies are cut. */
  readonly notices: readonly PageNotice[];
  readonly events: readonly PageEvent[];
  readonly scripts: readonly PageScript[];
  readonly requests: readonly PageRequest[];
  /** Steps of the scenario that are about the device itself, and whatever else belongs to no request. */
  readonly deviceParts: readonly PageDevicePart[];
  /** In the order in which they ended. */
  readonly calls: readonly PageCall[];
  readonly ledger: readonly PageLedgerLine[];
  readonly reports: readonly PageReport[];
  /** The steps of the scenario, `request level-end`, in order. */
  readonly scenarioSteps: readonly PageScenarioStep[];
}

export interface PageRunFacts {
  /** Of the scenario. */
  readonly name: string;
  readonly seed: number;
  readonly profile: string;
  readonly mode: "simulated" | "live";
  readonly serverUrl?: string;
  /** Of the Fledgling that wrote the trace. */
  readonly fledglingVersion: string;
  readonly traceVersion: number;
  /** File name of the trace or scenario, without its folder. */
  readonly source: string;
  /** When the last event happened. */
  readonly endMs: number;
  /** How many the trace has; the page may have fewer, and says so in a notice. */
  readonly eventCount: number;
  /** Whether arguments and results of scripts are in it. */
  readonly hasBodies: boolean;
  /** `1 request, 1 ad; 1 impression, 0.003 USD`. */
  readonly summary: string;
}

export interface PageNotice {
  readonly kind:
    | "trace-breaks-off"
    | "run-failed"
    | "unmet-expectation"
    | "events-left-out"
    | "texts-cut"
    | "no-bodies";
  readonly tone: PageTone;
  readonly text: string;
  /** What to do about it. */
  readonly hint?: string;
}

export interface PageScenarioStep {
  readonly step: number;
  readonly text: string;
  readonly scope: "sdk" | "device";
  readonly atMs: number;
  readonly eventIndex: number;
}

/** What happened outside of any request: a step on the device, or what a step did beside its request. */
export interface PageDevicePart {
  readonly partId: string;
  /** `step 2  advance 2h`; `before the first step`. */
  readonly title: string;
  readonly step?: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly outcome: PageState<"returned" | "threw" | "skipped" | "done">;
  /** How it ended, in one sentence. */
  readonly why: string;
  readonly steps: readonly PageStep[];
  readonly callNumbers: readonly number[];
  readonly ledgerIndexes: readonly number[];
  readonly reportIndexes: readonly number[];
}
