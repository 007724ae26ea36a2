import type { z } from "zod";
import type { AdSelectionOutcome } from "../../sdk/index.ts";
import type { Beside, BesideKey } from "./beside-schema.ts";
import type { StepWorld } from "./step-world.ts";

/** One thing that user, app, device or clock does: plain data, which the definition of its verb understands. */
export interface Step extends Beside {
  readonly verb: string;
  /** Undefined for a verb that stands alone. */
  readonly value: unknown;
}

/** What one entry of a scenario's list of steps is. */
export type StepEntry =
  | Step
  | { readonly repeat: number; readonly steps: readonly StepEntry[]; readonly verb?: never };

/** What is left to say about a step that has run; undefined where the trace has it all. */
export type StepEnd =
  | { readonly kind: "skipped"; readonly detail: string }
  | { readonly kind: "returned"; readonly outcome: AdSelectionOutcome | null }
  | { readonly kind: "threw"; readonly exception: string; readonly exceptionMessage: string }
  | undefined;

/** Everything there is to know about a verb. */
export interface StepDefinition<Verb extends string = string, Value extends z.ZodType = z.ZodType> {
  readonly verb: Verb;
  /** For editors: what it does. */
  readonly meaning: string;
  /** What may stand behind the verb, for those who wrote something else. */
  readonly example: string;
  /** Whom it concerns: the SDK and its ads, or the phone itself. */
  readonly scope: "sdk" | "device";
  readonly value: Value;
  /** Keys that go with it. */
  readonly beside: readonly BesideKey[];
  /** Whether the verb alone is a step. */
  readonly standsAlone?: boolean;
  /** Whether the value is the id of a slot. */
  readonly namesSlot?: boolean;
  /** The step as a line of prose, without its verb. */
  describe(step: StepOf<Value>): string;
  run(world: StepWorld, step: StepOf<Value>): Promise<StepEnd>;
}

export type StepOf<Value extends z.ZodType> = Beside & { readonly value: z.output<Value> };

/** Only infers types: each definition's `describe` and `run` meet what its own schema gave. */
export function defineStep<const Verb extends string, Value extends z.ZodType>(
  definition: StepDefinition<Verb, Value>,
): StepDefinition<Verb, Value> {
  return definition;
}
