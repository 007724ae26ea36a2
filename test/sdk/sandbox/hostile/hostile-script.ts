import type { JsonValue } from "../../../../sdk/foundation/json.ts";
import type { ScriptEvaluation, ScriptOutcome } from "../../../../sdk/foundation/script-sandbox.ts";

/** A script that means harm, and what is to become of it. */
export interface HostileScript {
  readonly name: string;
  /** Defines `run`, unless it does its harm before that. */
  readonly source: string;
  /** More than one where the engine's rough limits decide which of them is reached first. */
  readonly endings: readonly ScriptOutcome["kind"][];
  /** What `run` is to return, where that tells whether the harm was done. */
  readonly returns?: JsonValue;
  /** Ends its process, or hangs it for seconds or for good, whatever the engine's own limits say. */
  readonly canAbortHost?: boolean;
  /** What is special about the evaluation. */
  readonly evaluation?: Partial<ScriptEvaluation>;
}
