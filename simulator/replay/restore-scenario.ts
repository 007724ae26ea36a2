import { resolve } from "node:path";
import { NETWORK_ADAPTERS } from "../../network-adapters/index.ts";
import type { NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { collectScripts } from "../trace/script-texts.ts";
import {
  MediationError,
  type JsonObject,
  type MediationEvent,
  type MediationEventOf,
} from "../../sdk/index.ts";
import { prepareSource, type LoadedScenario } from "../load-scenario.ts";
import { ScenarioSchema } from "../scenario-schema.ts";
import { collectSites } from "../scenario-server.ts";
import type { KnobPart } from "./knob-part.ts";

type Started = MediationEventOf<"session.started">;

export interface RestoreOptions {
  /** Where paths of modules, and of scripts that are set, start. */
  readonly folder?: string;
  /** Adapters that the run was given, rather than its scenario. */
  readonly adapters?: readonly NetworkAdapter[];
  /** What messages call the trace. */
  readonly name?: string;
}

/** @throws MediationError ERR_TRACE_INVALID */
export function startOf(
  [started]: readonly MediationEvent[],
  { name = "trace" }: RestoreOptions,
): Started {
  if (started?.type === "session.started") return started;
  const message = `"${name}" is no trace: it does not begin with session.started.`;
  throw new MediationError("ERR_TRACE_INVALID", message, {
    hint: "Hand over all events of a run, from the first on.",
  });
}

/**
 * The scenario of a trace, or another in its place, ready to run. It is checked as one in a file is: anybody may have edited the trace.
 *
 * @throws MediationError ERR_REPLAY_IMPOSSIBLE, ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE
 */
export async function restoreScenario(
  started: Started,
  options: RestoreOptions & { readonly scenario?: JsonObject },
): Promise<LoadedScenario> {
  const { adapters = [], folder = process.cwd(), name: path = "trace" } = options;
  const { scenario = started.scenario } = options;
  const source = { path, value: scenario, locate: () => undefined, problems: [] };
  const loaded = await prepareSource(source, resolve(folder), adapters).catch(adviseOnModules);
  refuseForeignServers(started, loaded);
  return { ...loaded, name: started.name, hosts: nameFiles(loaded.hosts, started) };
}

/** What can be turned in a scenario. */
export function toKnobs({ record, adapters }: LoadedScenario): KnobPart {
  const known = [...NETWORK_ADAPTERS, ...adapters];
  const optionsSchemas = new Map(known.map(({ id, options }) => [id, options]));
  return { keys: [], outer: undefined, schema: ScenarioSchema, value: record, optionsSchemas };
}

/** Scripts are in the trace; which files they were read from is beside them. A new text is from no file. */
function nameFiles(hosts: LoadedScenario["hosts"], started: Started): LoadedScenario["hosts"] {
  const known = new Set(collectScripts(started).map(({ file, text }) => nameText(file, text)));
  return Object.fromEntries(
    Object.entries(hosts).map(([host, content]) => {
      const scripts = Object.entries(content.scripts).map(([path, script]) => {
        const file = started.sources[`https://${host}${path}`];
        const isOfFile = file !== undefined && known.has(nameText(file, script.text));
        return [path, isOfFile ? { file, ...script } : script] as const;
      });
      return [host, { ...content, scripts: Object.fromEntries(scripts) }];
    }),
  );
}

function nameText(file: string | undefined, text: string): string {
  return JSON.stringify([file, text]);
}

/** Servers that a live run had, and that nobody can simulate. */
function refuseForeignServers({ mode }: Started, loaded: LoadedScenario): void {
  const sites = collectSites(loaded);
  const foreign = Object.entries(loaded.scenario.hosts).filter(([host]) => !sites.has(host));
  if (mode !== "live" || foreign.length === 0) return;
  const list = foreign.map(([host, url]) => `${host} (${url})`).join(", ");
  const message = `Cannot replay "${loaded.path}": the run was live, and what ${list} answered is not in the trace.`;
  throw new MediationError("ERR_REPLAY_IMPOSSIBLE", message, {
    hint: "Put the networks behind them into a scenario with adapter recorded, and outcomesFromTrace for its outcomes.",
  });
}

function adviseOnModules(error: unknown): never {
  const isOfModules =
    error instanceof MediationError && error.code === "ERR_ADAPTER_MODULE_INVALID";
  if (!isOfModules) throw error;
  throw new MediationError("ERR_REPLAY_IMPOSSIBLE", error.message, {
    cause: error,
    details: error.details,
    hint: "A trace has the paths of modules, not the modules: say with --folder (in a program: folder) where the scenario was.",
  });
}
