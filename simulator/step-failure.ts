import { MediationError, type MediationEvent } from "../sdk/index.ts";

/** Says which part of the scenario cannot run, and adds the device's own words, which an app would not see. */
export function describeStepFailure(
  events: readonly MediationEvent[],
  what: string,
  error: unknown,
): unknown {
  if (!(error instanceof MediationError)) return error;
  const failure = events.findLast((event) => event.type === "device-call.failed");
  const why = error.code.startsWith("ERR_DEVICE_") ? failure?.detail : error.message;
  const hint = error.code === "ERR_SCENARIO_STEP" ? error.hint : undefined;
  return new MediationError("ERR_SCENARIO_STEP", `Cannot run ${what}: ${why}`, {
    cause: error,
    hint: hint ?? "Correct it in the scenario.",
  });
}
