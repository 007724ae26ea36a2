import type { NetworkAdapter, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import type { AdServices, Environment, MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import type { Scenario } from "../scenario-schema.ts";
import type { World } from "../simulated-world.ts";
import { createChainBook } from "./chain-book.ts";
import { createForcedOutcomes, type ForceChange } from "./force-outcomes.ts";
import { createValuations } from "./reveal-valuations.ts";
import { tellAuction } from "./tell-auction.ts";

type Draft<Event> = Event extends unknown ? Omit<Event, "atMs"> : never;

/** What only the laboratory tells. */
export type TellLaboratory = (
  draft: Draft<
    MediationEventOf<"outcome.forced" | "valuation.revealed" | "auction.held" | "auction.bid-lost">
  >,
) => void;

/** What is done to a session's networks that no phone could do. */
export interface Laboratory {
  readonly adapters: readonly NetworkAdapter[];
  /** Hears whatever the SDK tells, after everybody else. */
  note(event: MediationEvent): void;
  readonly force: (change: ForceChange) => void;
}

export interface LaboratoryWorld {
  readonly scenario: Scenario;
  readonly adapters: readonly NetworkAdapter[];
  readonly environment: Environment;
  readonly adServices: AdServices;
  readonly findAuction: World["findAuction"];
  readonly events: MediationEvent[];
}

/** Leaves alone what the scenario does not ask for: the networks of most sessions are nobody's but their own. */
export function createLaboratory(world: LaboratoryWorld): Laboratory {
  const { scenario, environment, findAuction, events } = world;
  const chains = createChainBook();
  const tell: TellLaboratory = (draft) => {
    events.push({ ...draft, atMs: environment.clock.elapsedMs() });
  };
  const forced = createForcedOutcomes(scenario.force, { chains, tell });
  const environmentOf = (networkId: string) => toNetworkEnvironment(world, networkId);
  const valuations = createValuations({ scenario, chains, environmentOf, tell });
  const isForcing =
    Object.keys(scenario.force).length > 0 || scenario.steps.some(({ verb }) => verb === "force");
  const watched = scenario.revealValuations ? valuations.wrap(world.adapters) : world.adapters;
  return {
    adapters: isForcing ? forced.wrap(watched) : watched,
    note(event) {
      chains.note(event);
      tellAuction(event, { findAuction, tell });
      const isOver = event.type === "request.finished";
      if (isOver && scenario.revealValuations) valuations.reveal(event.requestId);
    },
    force: forced.change,
  };
}

/** What the SDK would connect the network to; its logs are nobody's. */
function toNetworkEnvironment(
  { scenario, adapters, environment, adServices }: LaboratoryWorld,
  networkId: string,
): NetworkEnvironment {
  const { clock, ids, http } = environment;
  const random = environment.random.fork(`network ${networkId}`);
  const networkEnvironment: NetworkEnvironment = {
    clock,
    ids,
    http,
    random,
    adServices,
    appId: scenario.app.appId,
    privacy: () => scenario.app.privacy,
    connect(adapterId, options) {
      const adapter = adapters.find(({ id }) => id === adapterId);
      if (adapter === undefined) throw new Error(`there is no adapter "${adapterId}"`);
      return adapter.connect(options, networkEnvironment);
    },
    log: () => undefined,
  };
  return networkEnvironment;
}
