import {
  createFetchHttpClient,
  createLiveEnvironment,
  MediationError,
  type Environment,
  withRedirects,
} from "../sdk/index.ts";
import type { LoadedScenario } from "./load-scenario.ts";
import { changeNetwork, REAL_NETWORK } from "./change-network.ts";
import { withNetworkConditions } from "./network-conditions.ts";
import { collectSites } from "./scenario-server.ts";
import { withScriptCosts } from "./script-costs.ts";
import type { World, WorldOptions } from "./simulated-world.ts";

/** Real time and real sockets against running servers; the dice are still the seed's. */
export async function createLiveWorld(
  loaded: LoadedScenario,
  { seed, sandbox, serverUrl }: WorldOptions & { readonly serverUrl: string },
): Promise<World> {
  await expectServer(serverUrl, loaded);
  const base = serverUrl.replace(/\/+$/, "");
  const sites = [...collectSites(loaded)].map(([host, prefix]) => [host, `${base}${prefix}`]);
  const hosts = { ...Object.fromEntries(sites), ...loaded.scenario.hosts };
  const live = createLiveEnvironment({ seed, hosts, ...(sandbox && { sandbox }) });
  // Real sockets bring their own conditions; only what the scenario singles out is added.
  const { routes = [] } = loaded.scenario.network;
  let conditions = changeNetwork(REAL_NETWORK, { routes });
  const http = withRedirects(
    withNetworkConditions(live.http, {
      clock: live.clock,
      luck: live.random.fork("network conditions"),
      conditions: () => conditions,
    }),
  );
  const onSlowPhone = withScriptCosts(live.sandbox, loaded.scenario.device.scriptCosts);
  const end = new AbortController();
  return {
    environment: endWith({ ...live, http, sandbox: onSlowPhone }, end.signal),
    setNetwork: ({ routes: changed = [] }) => {
      conditions = changeNetwork(conditions, { routes: changed });
    },
    findAuction: () => undefined,
    async dispose() {
      end.abort(new Error("The run is over."));
      if (sandbox === undefined) await live.sandbox.dispose();
    },
  };
}

/** What a walk has given up on would keep timers and sockets, and with them the process, alive. */
function endWith({ clock, http, ...rest }: Environment, end: AbortSignal): Environment {
  const either = (signal: AbortSignal | undefined): AbortSignal =>
    signal === undefined ? end : AbortSignal.any([signal, end]);
  return {
    ...rest,
    clock: {
      ...clock,
      sleep: (durationMs, signal) => clock.sleep(durationMs, either(signal)),
      sleepInBackground: (durationMs, signal) =>
        clock.sleepInBackground(durationMs, either(signal)),
    },
    http: { send: (request, signal) => http.send(request, either(signal)) },
  };
}

/** One question up front, so that a server nobody started is one clear error. */
async function expectServer(serverUrl: string, { scenario, path }: LoadedScenario): Promise<void> {
  const { hosts, adServer } = scenario;
  if (hosts[adServer.host] !== undefined) return;
  const http = createFetchHttpClient({ hosts: { "server.invalid": serverUrl } });
  const url = "https://server.invalid/health";
  const answer = await http.send({ method: "GET", url, purpose: "adapter" });
  if (answer.kind === "response" && answer.status === 200) return;
  const why = answer.kind === "failure" ? answer.detail : `status ${answer.status}`;
  const message = `No Fledgling server answers at ${serverUrl}.`;
  throw new MediationError("ERR_SERVER_UNREACHABLE", message, {
    hint: `Start one in another terminal: fledgling serve ${path}`,
    details: { serverUrl, why },
  });
}
