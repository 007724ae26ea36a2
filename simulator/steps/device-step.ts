import type { z } from "zod";
import { MediationError, type AdSelectionOutcome, type AdServices } from "../../sdk/index.ts";
import type { BesideKey } from "./beside-schema.ts";
import { defineStep, type StepDefinition, type StepEnd } from "./step-definition.ts";
import type { StepWorld } from "./step-world.ts";

/** A call that an app, or the laboratory, makes on the device itself. */
interface DeviceStep<Verb extends string, Value extends z.ZodType> {
  readonly verb: Verb;
  readonly meaning: string;
  readonly example: string;
  readonly value: Value;
  readonly beside: readonly BesideKey[];
  describe(value: z.output<Value>): string;
  /** Outcomes without which there is nothing to call with. */
  needs?(value: z.output<Value>): readonly string[];
  call(
    adServices: AdServices,
    value: z.output<Value>,
    world: StepWorld,
  ): Promise<AdSelectionOutcome | null | void>;
}

/** Defines a step that is one call of the device; an exception is how it ends, not the end of the run. */
export function defineDeviceStep<const Verb extends string, Value extends z.ZodType>(
  definition: DeviceStep<Verb, Value>,
): StepDefinition<Verb, Value> {
  const { verb, meaning, example, value: schema, beside } = definition;
  return defineStep({
    verb,
    meaning,
    example,
    scope: "device",
    value: schema,
    beside,
    describe: ({ value, as, app }) =>
      [definition.describe(value), as && `as ${as}`, app && `by ${app}`].filter(Boolean).join(" "),
    async run(world, { value, as, app }) {
      const missing = definition
        .needs?.(value)
        .find((name) => world.outcomes.idOf(name) === undefined);
      if (missing !== undefined) return { kind: "skipped", detail: `${missing} has no outcome` };
      const { adServices } = world.phone;
      const caller = app === undefined ? adServices : adServices.forApp(app);
      try {
        const outcome = (await definition.call(caller, value, world)) ?? null;
        if (as !== undefined) world.outcomes.keep(as, outcome);
        return { kind: "returned", outcome };
      } catch (error) {
        return toThrown(error);
      }
    },
  });
}

/** What an app is thrown. Anything else is a mistake in the scenario, or ours. */
function toThrown(error: unknown): StepEnd {
  const isDeviceError = error instanceof MediationError && error.code.startsWith("ERR_DEVICE_");
  if (!isDeviceError) throw error;
  const { exception, exceptionMessage } = error.details;
  return {
    kind: "threw",
    exception: String(exception),
    exceptionMessage: String(exceptionMessage),
  };
}
