import { collectLedger, type LedgerEntry, type MediationEvent } from "../sdk/index.ts";
import { checkExpectations } from "./check-expectations.ts";
import { describeUnmetStep } from "./describe-unmet-step.ts";
import type { LoadedScenario } from "./load-scenario.ts";
import { openSession, type SessionFacts, type SessionOptions } from "./open-session.ts";
import { runSteps, type OnProgress } from "./run-steps.ts";
import type { RequestRun } from "./steps/step-world.ts";

/** Everything a run left behind; every view of it is computed from `events`. */
export interface ScenarioRun extends SessionFacts {
  readonly requests: readonly RequestRun[];
  readonly events: readonly MediationEvent[];
  readonly ledger: readonly LedgerEntry[];
  /** What the scenario expected and did not get; empty when all is well. */
  readonly unmetExpectations: readonly string[];
}

export interface RunOptions extends SessionOptions {
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Carries out a scenario's steps and gathers what happened. The same scenario and seed give the same events,
 * byte for byte, unless the run is live.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_SCENARIO_STEP, ERR_SERVER_UNREACHABLE
 */
export async function runScenario(
  loaded: LoadedScenario,
  { onProgress, ...options }: RunOptions = {},
): Promise<ScenarioRun> {
  const session = await openSession(loaded, options);
  try {
    const { requests, unmet } = await runSteps(session, loaded.scenario.steps, onProgress);
    session.adServices.controls.abandonOpenSelections();
    session.sdk.dropCachedAds("the run ended");
    const finished = { type: "session.finished", atMs: session.clock.elapsedMs() } as const;
    // What the walk has given up on may still be going on; the run ends here.
    const events = [...session.events, finished];
    const happened = { requests, events, ledger: collectLedger(events) };
    const unmetExpectations = [
      ...unmet.map((each) => describeUnmetStep(each, loaded)),
      ...checkExpectations(loaded.scenario.expect, happened),
    ];
    return { ...session.facts, ...happened, unmetExpectations };
  } finally {
    await session.dispose();
  }
}
