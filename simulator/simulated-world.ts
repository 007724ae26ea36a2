import type { AuctionRecord } from "../ad-server/index.ts";
import {
  createIsolateSandbox,
  createSeededRandom,
  createSequentialIds,
  nodeSignatureVerifier,
  type Environment,
  type ScriptSandbox,
  withRedirects,
} from "../sdk/index.ts";
import type { LoadedScenario } from "./load-scenario.ts";
import { changeNetwork, USUAL_NETWORK, type NetworkChange } from "./change-network.ts";
import { withNetworkConditions } from "./network-conditions.ts";
import { collectSites, createScenarioServer } from "./scenario-server.ts";
import { withScriptCosts } from "./script-costs.ts";
import { createSimulatedInternet } from "./simulated-internet.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** A world that lasts one run, and how to let go of it. */
export interface World {
  readonly environment: Environment;
  readonly setNetwork: (change: NetworkChange) => void;
  /** How the ad server came by an answer; undefined where nobody can look into the server. */
  readonly findAuction: (auctionId: string) => AuctionRecord | undefined;
  dispose(): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  /** Outlives the world; without one, the world has its own. */
  readonly sandbox?: ScriptSandbox | undefined;
}

/** Virtual time, a simulated internet with the real ad server on it, and dice that fall as the seed says. */
export async function createSimulatedWorld(
  loaded: LoadedScenario,
  { seed, sandbox: shared }: WorldOptions,
): Promise<World> {
  const { device, network } = loaded.scenario;
  const clock = createVirtualClock(device.startsAtMs);
  const auctions = new Map<string, AuctionRecord>();
  const adServer = await createScenarioServer(loaded, {
    seed,
    nowMs: () => clock.nowMs(),
    ...(followsReports(loaded) && { clock }),
    onAuction: (record) => auctions.set(record.auctionId, record),
    serves: "the public",
    publicUrl: `https://${loaded.scenario.adServer.host}`,
  });
  const sandbox = shared ?? createIsolateSandbox();
  const internet = createSimulatedInternet({ clock, adServer, sites: collectSites(loaded) });
  const random = createSeededRandom(seed);
  let conditions = changeNetwork(USUAL_NETWORK, network);
  const now = { clock, luck: random.fork("network conditions"), conditions: () => conditions };
  const conditioned = withNetworkConditions(internet, now);
  return {
    environment: {
      clock,
      random,
      ids: createSequentialIds(random.fork("ids")),
      http: withRedirects(conditioned),
      sandbox: freezeTimeDuring(clock, withScriptCosts(sandbox, device.scriptCosts)),
      signatures: nodeSignatureVerifier,
    },
    setNetwork: (change) => {
      conditions = changeNetwork(conditions, change);
    },
    findAuction: (auctionId) => auctions.get(auctionId),
    async dispose() {
      clock.stop();
      await Promise.all([adServer.close(), sandbox === shared ? undefined : sandbox.dispose()]);
    },
  };
}

/** Whether anybody would notice that a noon has passed. */
function followsReports({ scenario: { adServer } }: LoadedScenario): boolean {
  const { bids = [] } = adServer.platform ?? {};
  const slots = Object.values(adServer.slots);
  return (
    bids.some((bid) => bid.auto_bid_adjustments_enabled) ||
    slots.some((slot) => slot.kind === "auction" && slot.order === "historical-ecpm")
  );
}

/** Scripts take real milliseconds; in virtual time they take what their own clock says. */
function freezeTimeDuring(clock: VirtualClock, sandbox: ScriptSandbox): ScriptSandbox {
  return {
    evaluate: (evaluation) => clock.duringRealWork(() => sandbox.evaluate(evaluation)),
    dispose: () => sandbox.dispose(),
  };
}
