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
  options: RunOptions = {},
): Promise<ScenarioRun> {
  const run = await runScenarioSoFar(loaded, options);
  if (run.kind === "broken-off") throw run.error;
  return run.run;
}

/** A run to its end, or what had happened when a step could not be carried out. */
export type RunSoFar =
  | { readonly kind: "finished"; readonly run: ScenarioRun }
  | {
      readonly kind: "broken-off";
      readonly events: readonly MediationEvent[];
      readonly error: unknown;
    };

/**
 * The same for whoever wants to see how far a run came that fails on its way.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_SERVER_UNREACHABLE
 */
export async function runScenarioSoFar(
  loaded: LoadedScenario,
  { onProgress, ...options }: RunOptions = {},
): Promise<RunSoFar> {
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
    return { kind: "finished", run: { ...session.facts, ...happened, unmetExpectations } };
  } catch (error) {
    return { kind: "broken-off", events: [...session.events], error };
  } finally {
    await session.dispose();
  }
}
