import {
  MediationError,
  type JsonValue,
  type MediationEvent,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import type { LoadedScenario } from "../load-scenario.ts";
import { changeScenario } from "../replay/change-scenario.ts";
import type { KnobValues } from "../replay/turn-knobs.ts";
import { runScenario, type RunOptions } from "../run-scenario.ts";
import type { OnProgress } from "../run-steps.ts";
import { wordValue } from "../trace/event-words.ts";
import { summarizeTrace, type TraceSummary } from "../trace/summarize-trace.ts";
import { listSweepRequests, type SweepRequest } from "./list-sweep-requests.ts";
import { nameSettings } from "./name-settings.ts";

export interface SweepOptions {
  readonly vary: Vary;
  /** What luck all runs have; otherwise that of the first scenario. */
  readonly seed?: number | undefined;
  /** Where scripts run; it outlives the sweep. Without one, they run in this process. */
  readonly sandbox?: ScriptSandbox;
  /** Hears how many steps of all runs are done. */
  readonly onProgress?: OnProgress | undefined;
}

export interface Vary {
  /** As a replay takes it; `*` stands for every name with which there is such a setting: `network.*.shade`. */
  readonly path: string;
  readonly values: readonly JsonValue[];
}

export interface Sweep extends Vary {
  readonly seed: number;
  /** One for each scenario, in the same order. */
  readonly series: readonly SweepSeries[];
}

export interface SweepSeries {
  /** The scenario's name, or its path where another one has that name too. */
  readonly name: string;
  /** What was set for each value: the path, or all that it stands for here. */
  readonly settings: readonly string[];
  /** One for each value, in the same order. */
  readonly points: readonly SweepPoint[];
}

export interface SweepPoint {
  readonly value: JsonValue;
  readonly summary: TraceSummary;
  /** Request n of one scenario met the same luck as request n of another. */
  readonly requests: readonly SweepRequest[];
}

/**
 * Runs scenarios once for each value of one setting, all of them with one seed. What they expect of themselves is
 * not looked at: with other settings, it need not hold.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_REPLAY_KNOB, ERR_SCENARIO_STEP
 */
export async function sweepScenarios(
  scenarios: readonly LoadedScenario[],
  { vary, seed = scenarios[0]?.scenario.seed, sandbox, onProgress }: SweepOptions,
): Promise<Sweep> {
  if (seed === undefined || vary.values.length === 0) throw nothingToSweep(scenarios);
  const plans = scenarios.map((loaded) => ({ loaded, settings: nameSettings(loaded, vary.path) }));
  const tell = countSteps(scenarios, vary.values.length, onProgress);
  const series: SweepSeries[] = [];
  for (const { loaded, settings } of plans) {
    const points: SweepPoint[] = [];
    for (const value of vary.values) {
      const set = Object.fromEntries(settings.map((path) => [path, value]));
      const options = { seed, onProgress: tell.step, ...(sandbox !== undefined && { sandbox }) };
      const events = await runWith(loaded, set, options).catch((error: unknown) => {
        throw placeError(error, `"${loaded.path}" with ${vary.path}=${wordValue(value)}`);
      });
      tell.runEnded(loaded);
      const requests = listSweepRequests(events);
      points.push({ value, summary: summarizeTrace(events), requests });
    }
    series.push({ name: nameApart(loaded, scenarios), settings, points });
  }
  return { ...vary, seed, series };
}

async function runWith(
  loaded: LoadedScenario,
  set: KnobValues,
  options: RunOptions,
): Promise<readonly MediationEvent[]> {
  const { events } = await runScenario(await changeScenario(loaded, set), options);
  return events;
}

/** Of many runs, it is only one that cannot be had. */
function placeError(error: unknown, place: string): unknown {
  if (!(error instanceof MediationError)) return error;
  const { code, message, hint, details } = error;
  return new MediationError(code, `${place}: ${message}`, {
    details,
    cause: error,
    ...(hint !== undefined && { hint }),
  });
}

function nothingToSweep(scenarios: readonly LoadedScenario[]): MediationError {
  const what = scenarios.length === 0 ? "scenario" : "value";
  return new MediationError("ERR_CONFIG_INVALID", `There is no ${what} to run a sweep with.`, {
    hint: "A sweep needs at least one scenario, and at least one value of the setting.",
  });
}

/** Turns the progress of each run into that of all. */
function countSteps(
  scenarios: readonly LoadedScenario[],
  runs: number,
  onProgress: OnProgress = () => undefined,
) {
  const total = runs * scenarios.reduce((sum, { scenario }) => sum + scenario.steps.length, 0);
  let before = 0;
  return {
    step: (done: number): void => onProgress(before + done, total),
    runEnded({ scenario }: LoadedScenario): void {
      before += scenario.steps.length;
    },
  };
}

function nameApart({ name, path }: LoadedScenario, all: readonly LoadedScenario[]): string {
  return all.filter((other) => other.name === name).length > 1 ? path : name;
}
