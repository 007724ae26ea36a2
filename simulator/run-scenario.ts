import { PREBUILT_LOGIC } from "../decision-logic/index.ts";
import { NETWORK_ADAPTERS } from "../network-adapters/index.ts";
import {
  AdServices,
  collectLedger,
  MediationSdk,
  resolveProfile,
  type LedgerEntry,
  type MediationEvent,
  type MediationOptionsInput,
} from "../sdk/index.ts";
import { checkExpectations } from "./check-expectations.ts";
import { createLiveWorld } from "./live-world.ts";
import type { LoadedScenario } from "./load-scenario.ts";
import { joinAudiences, runSteps, type RequestRun, type Session } from "./run-steps.ts";
import type { Scenario } from "./scenario-schema.ts";
import { collectSources } from "./scenario-server.ts";
import { createSimulatedWorld, type World } from "./simulated-world.ts";

export const TRACE_VERSION = 1;

/** Where `fledgling serve` listens unless told otherwise. */
export const DEFAULT_SERVER_URL = "http://127.0.0.1:8787";

export interface RunScenarioOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number;
  /** Live: real clock and real HTTP, against a running server. */
  readonly mode?: "simulated" | "live";
  /** For a live run: where the server is. */
  readonly serverUrl?: string;
  /** Adds arguments and results of every script to the trace. */
  readonly withBodies?: boolean;
}

/** Everything a run left behind; every view of it is computed from `events`. */
export interface ScenarioRun {
  readonly name: string;
  readonly seed: number;
  readonly profile: string;
  readonly mode: "simulated" | "live";
  readonly requests: readonly RequestRun[];
  readonly events: readonly MediationEvent[];
  readonly ledger: readonly LedgerEntry[];
  /** What the scenario expected and did not get; empty when all is well. */
  readonly unmetExpectations: readonly string[];
}

/**
 * THE composition root: puts phone, ad server and networks into one world and carries out the steps. The same
 * scenario and seed give the same events, byte for byte, unless the run is live.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_SCENARIO_STEP, ERR_SERVER_UNREACHABLE
 */
export async function runScenario(
  loaded: LoadedScenario,
  options: RunScenarioOptions = {},
): Promise<ScenarioRun> {
  const { mode = "simulated", serverUrl = DEFAULT_SERVER_URL } = options;
  const seed = options.seed ?? loaded.scenario.seed;
  const world =
    mode === "live"
      ? await createLiveWorld(loaded, { seed, serverUrl })
      : await createSimulatedWorld(loaded, seed);
  try {
    const session = createSession(loaded, world, options);
    const { name: profile } = resolveProfile(loaded.scenario.profile);
    const facts = { name: loaded.name, seed, profile, mode };
    const { events } = session;
    const sources = collectSources(loaded);
    events.push({
      type: "session.started",
      atMs: 0,
      traceVersion: TRACE_VERSION,
      ...facts,
      sources,
    });
    const requests = await runSession(session, loaded.scenario);
    events.push({ type: "session.finished", atMs: session.clock.elapsedMs() });
    const happened = { requests, events: [...events], ledger: collectLedger(events) };
    const unmetExpectations = checkExpectations(loaded.scenario.expect, happened);
    return { ...facts, ...happened, unmetExpectations };
  } finally {
    await world.dispose();
  }
}

async function runSession(session: Session, scenario: Scenario): Promise<readonly RequestRun[]> {
  await session.sdk.initialize();
  await joinAudiences(session, scenario.device.customAudiences);
  const requests = await runSteps(session, scenario.steps);
  await session.sdk.dispose();
  return requests;
}

function createSession(
  { scenario }: LoadedScenario,
  { environment }: World,
  { withBodies = false }: RunScenarioOptions,
): Session {
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
  const sdk = new MediationSdk({
    environment,
    adServices,
    adapters: NETWORK_ADAPTERS,
    appId,
    slots: Object.entries(slots).map(([slotId, slot]) => ({ slotId, ...slot })),
    contextualEndpointUrl: `https://${adServer.host}/contextual`,
    mediation: toMediationOptions(scenario),
  });
  adServices.subscribe((event) => events.push(event));
  sdk.on("event", (event) => events.push(event));
  return { sdk, adServices, clock: environment.clock, events };
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
