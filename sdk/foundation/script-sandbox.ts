import type { JsonValue } from "./json.ts";

/**
 * One evaluation: a script's top level runs in a world of its own, then one function is called once or
 * several times in that same world, as Android loops over the ads of an audience (spec: on-device 1.1).
 */
export interface ScriptEvaluation {
  /** Where the script came from; the name that errors carry. */
  readonly scriptName: string;
  readonly source: string;
  readonly functionName: string;
  /** The arguments of each call, in order. */
  readonly calls: readonly (readonly JsonValue[])[];
  /** Ends the loop at the first result whose `status` is not loosely equal to 0, as Android's wrapper does. */
  readonly stopAtFailedStatus?: boolean;
  /** Functions that exist only while reporting or debugging. */
  readonly globals?: readonly ScriptGlobal[];
  /** Leaves `console` undefined. */
  readonly withoutConsole?: boolean;
  /** What `Date` reads first; each further read is one millisecond later. */
  readonly nowMs: number;
  /** Seeds `Math.random` for this evaluation alone. */
  readonly randomSeed: number;
  /** Virtual milliseconds this evaluation may last. */
  readonly budgetMs: number;
}

export type ScriptGlobal = "registerAdBeacon" | "forDebuggingOnly";

export interface ScriptResult {
  readonly outcome: ScriptOutcome;
  /** What the evaluation took in virtual time; the caller charges it to its own flow. */
  readonly spentMs: number;
  /** What of that was gone before the first call; undefined if nobody knows, as the script took its report with it. */
  readonly spentAtTopLevelMs?: number;
  readonly console: readonly ConsoleLine[];
  /** What the script registered, in order; empty unless `globals` named `registerAdBeacon`. */
  readonly beacons: readonly RegisteredBeacon[];
  /** What calls registered for debugging, in order; empty unless `globals` named `forDebuggingOnly`. */
  readonly debugReports: readonly RegisteredDebugReport[];
  /** Declared parameter count of the function; undefined if there is none. */
  readonly functionLength: number | undefined;
  /** Unknown when it never ran, or when its process ended. */
  readonly world?: ScriptWorld;
}

/** Where an evaluation ran. The result is the same; what it cost the machine is not. */
export type ScriptWorld =
  /** One that serves many evaluations and cannot remember any. */
  | { readonly kind: "living" }
  /** One of its own, because the script might have been able to tell: a sentence that begins with "it". No reason: all are. */
  | { readonly kind: "fresh"; readonly because?: string };

export type ScriptOutcome =
  | { readonly kind: "returned"; readonly values: readonly ReturnedValue[] }
  | ({ readonly kind: "threw" } & ScriptError)
  | {
      readonly kind: "timed-out";
      readonly detail: string;
      /** Which of the calls it was in, from 0. */
      readonly call?: number;
    }
  | { readonly kind: "out-of-memory"; readonly detail: string }
  /** The process that ran it ended, twice, and nobody knows why. */
  | { readonly kind: "crashed"; readonly detail: string };

/** A promise never settles inside the wall: it is refused there and arrives as this mark. */
export type ReturnedValue =
  | {
      readonly kind: "value";
      readonly value: JsonValue;
      /** Keys of the value itself that hold `undefined`, a function or a symbol: JSON drops them, Android tells them from absent ones. */
      readonly undefinedKeys?: readonly string[];
    }
  | { readonly kind: "nothing"; readonly because: "undefined" | "function" | "symbol" }
  | { readonly kind: "promise" };

export interface ScriptError {
  /** As V8 words it, with the class in front: `TypeError: x is not a function`. */
  readonly message: string;
  /** From 1, in the script, or in the file below. */
  readonly line?: number;
  readonly column?: number;
  /** What the author wrote and a bundler read, as the source map within the script calls it. */
  readonly file?: string;
  /** Which of the calls threw, from 0; undefined if it happened before them. */
  readonly call?: number;
}

export interface ConsoleLine {
  readonly level: "debug" | "error" | "info" | "log" | "warn";
  readonly text: string;
}

export interface RegisteredBeacon {
  readonly key: string;
  readonly uri: string;
}

/** Addresses that one call wants to hear at; empty where it named none, or no text. */
export interface RegisteredDebugReport {
  /** Which of the calls, from 0. */
  readonly call: number;
  readonly winUrl: string;
  readonly lossUrl: string;
}

export interface ScriptSandbox {
  /** Never rejects because of what a script does: every end of a script is an outcome. */
  evaluate(evaluation: ScriptEvaluation): Promise<ScriptResult>;
  /** Gives back what the sandbox holds; evaluating afterwards is an error. */
  dispose(): Promise<void>;
}
