import { MediationError } from "../sdk/index.ts";
import type { LoadedScenario, ScenarioRun } from "../simulator/index.ts";

/**
 * A run has failed when it ended otherwise than expected; where nothing is expected of the requests, when one
 * of them did.
 *
 * @throws MediationError ERR_SCENARIO_EXPECTATION, or the request's own
 */
export function refuseFailedRun(
  { unmetExpectations, requests }: ScenarioRun,
  loaded: LoadedScenario,
): void {
  if (unmetExpectations.length > 0) {
    const list = unmetExpectations.map((each) => `\n  ${each}`).join("");
    const message = `Scenario "${loaded.name}" ended otherwise than it expects:${list}`;
    throw new MediationError("ERR_SCENARIO_EXPECTATION", message, {
      hint: 'Change "expect", or what leads to it.',
    });
  }
  if (loaded.scenario.expect.requests !== undefined) return;
  for (const { result } of requests) if (result.kind === "failed") throw result.error;
}
