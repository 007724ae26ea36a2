import {
  createAdServer,
  type AdServerConfigInput,
  type AdServerOptions,
} from "../ad-server/index.ts";
import type { LoadedScenario } from "./load-scenario.ts";

/** The ad server a scenario describes, with every script and signal it hosts. */
export function createScenarioServer(
  loaded: LoadedScenario,
  { seed = loaded.scenario.seed, ...options }: ScenarioServerOptions = {},
): ReturnType<typeof createAdServer> {
  return createAdServer({ ...toAdServerConfig(loaded), seed }, options);
}

interface ScenarioServerOptions extends AdServerOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number | undefined;
}

function toAdServerConfig({ scenario, hosts }: LoadedScenario): AdServerConfigInput {
  const { platform } = scenario.adServer;
  const nothing = Object.keys(scenario.slots).map((slotId) => [slotId, { kind: "nothing" }]);
  return {
    slots: { ...Object.fromEntries(nothing), ...scenario.adServer.slots },
    networks: scenario.networks,
    ...(platform !== undefined && { platform }),
    hosts: Object.fromEntries(
      Object.entries(hosts).map(([host, { scripts, signals, reportPaths }]) => [
        host,
        {
          scripts: Object.fromEntries(
            Object.entries(scripts).map(([path, { text }]) => [path, text]),
          ),
          signals: { ...signals },
          reportPaths: [...reportPaths],
        },
      ]),
    ),
  };
}

/** Path on the ad server under which each host of a scenario is answered. */
export function collectSites({ scenario, hosts }: LoadedScenario): ReadonlyMap<string, string> {
  const hosted = Object.keys(hosts).map((host) => [host, `/hosts/${host}`] as const);
  return new Map([...hosted, [scenario.adServer.host, ""]]);
}

/** The file behind each script's address, for messages that should name it. */
export function collectSources({ hosts }: LoadedScenario): Readonly<Record<string, string>> {
  const sources = Object.entries(hosts).flatMap(([host, { scripts }]) =>
    Object.entries(scripts).flatMap(([path, { file }]) =>
      file === undefined ? [] : [[`https://${host}${path}`, file] as const],
    ),
  );
  return Object.fromEntries(sources);
}
