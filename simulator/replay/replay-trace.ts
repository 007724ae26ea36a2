import type { MediationEvent, ScriptSandbox } from "../../sdk/index.ts";
import { runScenario, type RunOptions, type ScenarioRun } from "../run-scenario.ts";
import { compareTraces, type TraceComparison } from "../trace/compare-traces.ts";
import { listEnds, type RequestEnds } from "../trace/request-ends.ts";
import { listKnobs, type Knob } from "./list-knobs.ts";
import { refusedValues } from "./refused-values.ts";
import { restoreScenario, startOf, toKnobs, type RestoreOptions } from "./restore-scenario.ts";
import { turnKnobs, type KnobChange, type KnobValues } from "./turn-knobs.ts";

export interface ReplayOptions extends RestoreOptions, Pick<RunOptions, "onProgress"> {
  /** Knobs to turn, by path; `knobsOf` lists them. Undefined takes a setting away: its default applies. */
  readonly set?: KnobValues;
  /** Where scripts run; it outlives the replay. Without one, they run in this process. */
  readonly sandbox?: ScriptSandbox;
}

export interface Replay {
  /** What was set, in that order. */
  readonly changes: readonly KnobChange[];
  readonly run: ScenarioRun;
  /** Who had the ad of each request: in the original as A, in the replay as B. */
  readonly ends: readonly RequestEnds[];
  /** The original as A, the replay as B. */
  readonly comparison: TraceComparison;
}

/**
 * Has a run again, with some settings changed, and says what that made of it. Without a change the events are the
 * same, byte for byte, where the run was simulated; one that was live is simulated now.
 *
 * @throws MediationError ERR_REPLAY_IMPOSSIBLE, ERR_REPLAY_KNOB, ERR_SCENARIO_INVALID, ERR_SCENARIO_STEP,
 *   ERR_SCENARIO_UNREADABLE, ERR_TRACE_INVALID
 */
export async function replayTrace(
  events: readonly MediationEvent[],
  { set = {}, sandbox, onProgress, ...options }: ReplayOptions = {},
): Promise<Replay> {
  const started = startOf(events, options);
  const original = await restoreScenario(started, options);
  const { scenario, changes } = turnKnobs(toKnobs(original), set);
  const loaded = await restoreScenario(started, { ...options, scenario }).catch((error) => {
    throw refusedValues(error, set);
  });
  const run = await runScenario(loaded, {
    ...(started.withBodies === true && { withBodies: true }),
    ...(sandbox !== undefined && { sandbox }),
    onProgress,
  });
  const ends = listEnds(events, run.events);
  return { changes, run, ends, comparison: compareTraces(events, run.events) };
}

/**
 * Everything that can be changed for a replay of this run, with the value it had.
 *
 * @throws MediationError ERR_REPLAY_IMPOSSIBLE, ERR_SCENARIO_INVALID, ERR_TRACE_INVALID
 */
export async function knobsOf(
  events: readonly MediationEvent[],
  options: RestoreOptions = {},
): Promise<readonly Knob[]> {
  return listKnobs(toKnobs(await restoreScenario(startOf(events, options), options)));
}
