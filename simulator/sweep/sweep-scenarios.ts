import { MediationError, type JsonValue, type ScriptSandbox } from "../../sdk/index.ts";
import type { LoadedScenario } from "../load-scenario.ts";
import { changeScenario } from "../replay/change-scenario.ts";
import { runScenario } from "../run-scenario.ts";
import type { OnProgress } from "../run-steps.ts";
import { wordValue } from "../trace/event-words.ts";
import { summarizeTrace, type TraceSummary } from "../trace/summarize-trace.ts";
import { sum } from "../trace/won-ads.ts";
import { listSweepRequests, type SweepRequest } from "./list-sweep-requests.ts";
import { adviseOn, nameSettings } from "./name-settings.ts";

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
  const plans = await planRuns(scenarios, vary);
  const tell = countSteps(plans, onProgress);
  const series: SweepSeries[] = [];
  for (const { loaded, settings, runs } of plans) {
    const points: SweepPoint[] = [];
    for (const run of runs) {
      const options = { seed, onProgress: tell.step, ...(sandbox !== undefined && { sandbox }) };
      const { events } = await placingErrors(run.place, () => runScenario(run.changed, options));
      tell.runEnded(run);
      const requests = listSweepRequests(events);
      points.push({ value: run.value, summary: summarizeTrace(events), requests });
    }
    series.push({ name: nameApart(loaded, scenarios), settings, points });
  }
  return { ...vary, seed, series };
}

interface Plan {
  readonly loaded: LoadedScenario;
  readonly settings: readonly string[];
  readonly runs: readonly PlannedRun[];
}

interface PlannedRun {
  readonly value: JsonValue;
  readonly changed: LoadedScenario;
  /** Which of the runs it is, for an error of its own. */
  readonly place: string;
}

/** All of them at first: nobody waits for runs to hear that the last value does not fit. */
async function planRuns(
  scenarios: readonly LoadedScenario[],
  { path, values }: Vary,
): Promise<readonly Plan[]> {
  const named = scenarios.map((loaded) => ({ loaded, settings: nameSettings(loaded, path) }));
  const plans: Plan[] = [];
  for (const { loaded, settings } of named) {
    const runs: PlannedRun[] = [];
    for (const value of values) {
      const set = Object.fromEntries(settings.map((setting) => [setting, value]));
      const place = `"${loaded.path}" with ${path}=${wordValue(value)}`;
      const changed = await placingErrors(place, () => changeScenario(loaded, set));
      runs.push({ value, changed, place });
    }
    plans.push({ loaded, settings, runs });
  }
  return plans;
}

/** Of many runs, it is only one that cannot be had. */
async function placingErrors<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof MediationError)) throw cause;
    const { code, message, details } = cause;
    const hint = code === "ERR_REPLAY_KNOB" ? adviseOn(cause.hint) : cause.hint;
    const options = { details, cause, ...(hint !== undefined && { hint }) };
    throw new MediationError(code, `${place}: ${message}`, options);
  }
}

function nothingToSweep(scenarios: readonly LoadedScenario[]): MediationError {
  const what = scenarios.length === 0 ? "scenario" : "value";
  return new MediationError("ERR_CONFIG_INVALID", `There is no ${what} to run a sweep with.`, {
    hint: "A sweep needs at least one scenario, and at least one value of the setting.",
  });
}

/** Turns the progress of each run into that of all. */
function countSteps(plans: readonly Plan[], onProgress: OnProgress = () => undefined) {
  const total = sum(
    plans.flatMap(({ runs }) => runs),
    stepsOf,
  );
  let before = 0;
  return {
    step: (done: number): void => onProgress(before + done, total),
    runEnded(run: PlannedRun): void {
      before += stepsOf(run);
    },
  };
}

function stepsOf({ changed }: PlannedRun): number {
  return changed.scenario.steps.length;
}

function nameApart({ name, path }: LoadedScenario, all: readonly LoadedScenario[]): string {
  return all.filter((other) => other.name === name).length > 1 ? path : name;
}
