import { prepareSource, type LoadedScenario } from "../load-scenario.ts";
import { refusedValues } from "./refused-values.ts";
import { toKnobs } from "./restore-scenario.ts";
import { turnKnobs, type KnobValues } from "./turn-knobs.ts";

type Hosts = LoadedScenario["hosts"];

/**
 * The scenario with some of its settings changed, ready to run. What it expected of itself is left out.
 *
 * @throws MediationError ERR_ADAPTER_MODULE_INVALID, ERR_REPLAY_KNOB, ERR_SCENARIO_UNREADABLE
 */
export async function changeScenario(
  loaded: LoadedScenario,
  set: KnobValues,
): Promise<LoadedScenario> {
  const { scenario } = turnKnobs(toKnobs(loaded), set);
  const source = { path: loaded.path, value: scenario, locate: () => undefined, problems: [] };
  const changed = await prepareSource(source, loaded.folder).catch((error: unknown) => {
    throw refusedValues(error, set);
  });
  return {
    ...changed,
    name: loaded.name,
    hosts: nameFiles(changed.hosts, loaded.hosts),
    files: [...new Set([...loaded.files, ...changed.files])],
  };
}

/** Scripts that are still the same are still from the same files. */
function nameFiles(hosts: Hosts, originals: Hosts): Hosts {
  return Object.fromEntries(
    Object.entries(hosts).map(([host, content]) => {
      const scripts = Object.entries(content.scripts).map(([path, script]) => {
        const original = originals[host]?.scripts[path];
        return [path, original?.text === script.text ? original : script] as const;
      });
      return [host, { ...content, scripts: Object.fromEntries(scripts) }];
    }),
  );
}
