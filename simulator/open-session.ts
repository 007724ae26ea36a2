import { PREBUILT_LOGIC } from "../decision-logic/index.ts";
import { NETWORK_ADAPTERS } from "../network-adapters/index.ts";
import {
  AdServices,
  MediationSdk,
  resolveProfile,
  type MediationEvent,
  type MediationOptionsInput,
  type ScriptSandbox,
} from "../sdk/index.ts";
import { describeStart } from "./describe-start.ts";
import { createLaboratory } from "./force/laboratory.ts";
import { joinAudiences } from "./join-audiences.ts";
import { createLiveWorld } from "./live-world.ts";
import type { LoadedScenario } from "./load-scenario.ts";
import type { Phone } from "./phone.ts";
import type { Scenario } from "./scenario-schema.ts";
import { createSimulatedWorld, type World } from "./simulated-world.ts";

/** Where `fledgling serve` listens unless told otherwise. */
export const DEFAULT_SERVER_URL = "http://127.0.0.1:8787";

export interface SessionOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number;
  /** Live: real clock and real HTTP, against a running server. */
  readonly mode?: "simulated" | "live";
  /** For a live session: where the server is. */
  readonly serverUrl?: string;
  /** Adds arguments and results of every script to the trace. */
  readonly withBodies?: boolean;
  /** Where scripts run; it outlives the session. Without one, they run in this process. */
  readonly sandbox?: ScriptSandbox;
}

/** What a session is called and how it runs. */
export interface SessionFacts {
  readonly name: string;
  readonly seed: number;
  readonly profile: string;
  readonly mode: "simulated" | "live";
}

/** A scenario's phone and app, ready to be used; its steps have not been carried out. */
export interface Session extends Phone {
  readonly facts: SessionFacts;
  dispose(): Promise<void>;
}

/**
 * THE composition root: puts phone, ad server and networks of a scenario into one world and joins its custom
 * audiences. Dispose of the session when done.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_SCENARIO_STEP, ERR_SERVER_UNREACHABLE
 */
export async function openSession(
  loaded: LoadedScenario,
  options: SessionOptions = {},
): Promise<Session> {
  const { mode = "simulated", serverUrl = DEFAULT_SERVER_URL, sandbox } = options;
  const { scenario } = loaded;
  const seed = options.seed ?? scenario.seed;
  const world =
    mode === "live"
      ? await createLiveWorld(loaded, { seed, sandbox, serverUrl })
      : await createSimulatedWorld(loaded, { seed, sandbox });
  try {
    const withBodies = options.withBodies === true || needsBodies(scenario);
    const phone = createPhone(loaded, world, withBodies);
    const { name: profile } = resolveProfile(scenario.profile);
    const facts = { name: loaded.name, seed, profile, mode };
    const session = { ...phone, facts, dispose: () => disposeAll([phone.sdk, world]) };
    phone.events.push(describeStart(loaded, facts, { ...options, serverUrl }));
    await phone.sdk.initialize();
    const { customAudiences, conditions } = scenario.device;
    await joinAudiences(session, customAudiences);
    if (Object.keys(conditions).length > 0) phone.adServices.controls.setConditions(conditions);
    return session;
  } catch (error) {
    await world.dispose();
    throw error;
  }
}

/** Whether somebody is going to look at what scripts were given. */
function needsBodies({ steps }: Scenario): boolean {
  return steps.some(({ expect }) => expect?.arguments !== undefined);
}

function createPhone(
  { scenario, adapters }: LoadedScenario,
  { environment, setNetwork, findAuction }: World,
  withBodies: boolean,
): Phone {
  const { app, profile, slots, adServer } = scenario;
  const { appId } = app;
  const events: MediationEvent[] = [];
  const adServices = new AdServices({
    environment,
    appId,
    profile,
    prebuiltLogic: PREBUILT_LOGIC,
    withBodies,
  });
  const known = { scenario, environment, adServices, findAuction, events };
  const laboratory = createLaboratory({ ...known, adapters: [...NETWORK_ADAPTERS, ...adapters] });
  const sdk = new MediationSdk({
    environment,
    adServices,
    adapters: laboratory.adapters,
    appId,
    slots: Object.entries(slots).map(([slotId, slot]) => ({ slotId, ...slot })),
    contextualEndpointUrl: `https://${adServer.host}/contextual`,
    mediation: toMediationOptions(scenario),
    privacy: app.privacy,
  });
  adServices.subscribe((event) => events.push(event));
  sdk.on("event", (event) => {
    events.push(event);
    laboratory.note(event);
  });
  const { force } = laboratory;
  return { sdk, adServices, clock: environment.clock, events, controls: { force, setNetwork } };
}

/** How the walk chains is up to the device: the proposal's has one call for it and runs the fallback anew. */
function toMediationOptions({ app, profile }: Scenario): MediationOptionsInput {
  const isProposal = resolveProfile(profile).settings.chainedAdSelectionsEnabled;
  const { chaining, firstPartyFallback, ...rest } = app.mediation;
  return {
    ...rest,
    chaining: chaining ?? (isProposal ? "chained-ad-selections" : "from-outcomes"),
    firstPartyFallback: firstPartyFallback ?? (isProposal ? "rerun" : "reuse"),
  };
}

async function disposeAll(
  owned: readonly { readonly dispose: () => Promise<void> }[],
): Promise<void> {
  for (const each of owned) await each.dispose();
}
