import { MediationError, type MediationEvent } from "../sdk/index.ts";
import type { LoadedScenario, ScenarioRun } from "../simulator/index.ts";

/**
 * A run has failed when it ended otherwise than expected; where nothing is expected of requests or reports, when
 * one of them did.
 *
 * @throws MediationError ERR_SCENARIO_EXPECTATION, or the request's own
 */
export function refuseFailedRun(
  { unmetExpectations, requests, events }: ScenarioRun,
  loaded: LoadedScenario,
): void {
  if (unmetExpectations.length > 0) {
    const list = unmetExpectations.map((each) => `\n  ${each}`).join("");
    const message = `Scenario "${loaded.name}" ended otherwise than it expects:${list}`;
    throw new MediationError("ERR_SCENARIO_EXPECTATION", message, {
      hint: adviseOn(events, loaded),
    });
  }
  const { expect } = loaded.scenario;
  if (expect.requests === undefined) {
    for (const { result } of requests) if (result.kind === "failed") throw result.error;
  }
  if (expect.reports === undefined) refuseFailedReport(events);
}

/** Whoever expected nothing of a step that threw may have wanted it to. */
function adviseOn(events: readonly MediationEvent[], { scenario }: LoadedScenario): string {
  const advice = 'Change "expect", or what leads to it.';
  const surprise = events.find(
    (event) => event.type === "step.threw" && scenario.steps[event.step - 1]?.expect === undefined,
  );
  if (surprise?.type !== "step.threw") return advice;
  return `${advice} A step that should fail says so beside its verb: "expect: { exception: ${surprise.exception} }".`;
}

function refuseFailedReport(events: readonly MediationEvent[]): void {
  for (const event of events) {
    if (event.type !== "impression.failed" && event.type !== "interaction.failed") continue;
    const what = event.type === "impression.failed" ? "the impression" : `"${event.key}"`;
    const message = `Network "${event.networkId}" could not report ${what} of ${event.adId}: ${event.detail}`;
    throw new MediationError("ERR_SDK_REPORT_FAILED", message, {
      hint: 'The ledger names the script and the line; "expect.reports" says which reports should go out.',
    });
  }
}
