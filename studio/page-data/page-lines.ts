import type { PageState } from "./page-state.ts";

export interface PageLedgerLine {
  readonly eventIndex: number;
  readonly atMs: number;
  readonly requestId?: string;
  readonly nodeId?: string;
  readonly callId?: string;
  /** What kind of thing lost, for a filter. */
  readonly subjectKind: "node" | "ad" | "audience" | "outcome" | "request" | "call" | "other";
  readonly subject: string;
  readonly rule: string;
  /** What the rule means, in general. */
  readonly meaning: string;
  /** The values that decided. */
  readonly detail: string;
  readonly hint?: string;
}

export type ReportStateKind = "sent" | "unanswered" | "refused" | "withheld" | "queued" | "dropped";

export interface PageReport {
  readonly eventIndex: number;
  readonly atMs: number;
  readonly requestId?: string;
  readonly nodeId?: string;
  /** `debug`: an address that a script registered through `forDebuggingOnly`. */
  readonly kind: "impression" | "interaction" | "debug" | "beacon";
  /** `impression`, `click`, `view`, or `won`/`lost` of a debug report. */
  readonly key: string;
  readonly destination: "seller" | "buyer";
  readonly method?: "GET" | "POST";
  /** Absent where there is no address to tell. */
  readonly uri?: string;
  readonly status?: number;
  readonly state: PageState<ReportStateKind>;
  /** Why it was not sent, or not answered. */
  readonly why?: string;
}
