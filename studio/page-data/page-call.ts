import type { PageState } from "./page-state.ts";

export interface PageScript {
  /** What calls refer to; from 0, its place in `PageRun.scripts`. */
  readonly scriptId: number;
  /** File name, or name of the prebuilt, or address. */
  readonly title: string;
  /** Where the device fetched it from; several addresses may serve one text. */
  readonly urls: readonly string[];
  /** As the scenario names it; absent where it stands in the scenario itself, and for prebuilts. */
  readonly file?: string;
  readonly isPrebuilt: boolean;
  readonly source: string;
  /** The functions that calls of this run use. */
  readonly functions: readonly PageScriptFunction[];
}

export interface PageScriptFunction {
  readonly name: string;
  /** First and last line of it in `source`, from 1. */
  readonly startLine: number;
  readonly endLine: number;
}

export type CallOutcomeKind = "returned" | "threw" | "timed-out" | "out-of-memory" | "crashed";

/** One evaluation of a script, in which a function was called once or more. */
export interface PageCall {
  /** Its place in `PageRun.calls`, from 0. `fledgling call --call` counts from 1. */
  readonly callNumber: number;
  readonly eventIndex: number;
  /** Of the call to the device. */
  readonly callId: string;
  readonly requestId?: string;
  readonly nodeId?: string;
  /** Place in `PageRun.scripts`; absent where the trace does not have the text. */
  readonly scriptId?: number;
  readonly scriptUrl: string;
  readonly scriptTitle: string;
  readonly functionName: string;
  /** Of the function in the source, from 1; absent where it was not found. */
  readonly startLine?: number;
  readonly endLine?: number;
  /** How often the function was called. */
  readonly callCount: number;
  /** One for each call, as far as the trace has them; empty without bodies. */
  readonly invocations: readonly PageInvocation[];
  readonly console: readonly PageConsoleLine[];
  readonly startMs: number;
  readonly endMs: number;
  /** Virtual time charged. */
  readonly spentMs: number;
  readonly outcome: PageState<CallOutcomeKind>;
  readonly failure?: PageFailure;
  /** What the device made of it: `bid 2.4 for https://…`; one sentence each. */
  readonly consequences: readonly string[];
}

export interface PageInvocation {
  /** By name, in the order of the function's parameters; values may be cut. */
  readonly arguments: readonly PageArgument[];
  /** Absent where the call did not return. */
  readonly result?: unknown;
}

export interface PageArgument {
  readonly name: string;
  readonly value: unknown;
}

export interface PageConsoleLine {
  readonly eventIndex: number;
  readonly level: "debug" | "error" | "info" | "log" | "warn";
  readonly text: string;
}

export interface PageFailure {
  readonly message: string;
  /** The file of the author, where line and column are of that one. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Which invocation, from 0. */
  readonly invocation?: number;
  /** The arguments of that one, in short. */
  readonly given?: string;
}
