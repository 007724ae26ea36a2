import { NETWORK_ADAPTERS } from "../../network-adapters/index.ts";
import {
  MediationError,
  type NetworkAdapter,
  type NetworkEnvironment,
} from "../../sdk/adapter-kit.ts";
import {
  AdServices,
  createIsolateSandbox,
  createSeededRandom,
  createSequentialIds,
  nodeSignatureVerifier,
  type HttpClient,
  type HttpRequest,
  type HttpResult,
  type JsonValue,
  type ProfileName,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { createVirtualClock, type VirtualClock } from "../../simulator/index.ts";

/** When the world begins: 2024-01-01T00:00:00Z, as scenarios do. */
const startsAtMs = 1_704_067_200_000;

/** How long a server takes, there and back. */
const roundTripMs = 20;

/** What a server answers; without a status, 200. What is no text is sent as JSON. */
export interface ServedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

/** Stands for every server there is. An `HttpResult` is taken as it is, any other answer takes a round trip. */
export type Serve = (
  request: HttpRequest,
  signal?: AbortSignal,
) => ServedAnswer | HttpResult | Promise<ServedAnswer | HttpResult>;

export interface AdapterWorldOptions {
  /** Decides all luck in this world; 1 by default. */
  readonly seed?: number;
  readonly profile?: ProfileName;
  readonly appId?: string;
  /** By default, no server can be reached. */
  readonly serve?: Serve | undefined;
  /** What an adapter that wraps can connect; by default, those that ship with Fledgling. */
  readonly adapters?: readonly NetworkAdapter[];
  /** Where scripts run; it outlives the world. */
  readonly sandbox?: ScriptSandbox;
}

/** A world in virtual time, for one network: what an adapter is connected to, and what a test may turn. */
export interface AdapterWorld {
  readonly environment: NetworkEnvironment;
  readonly clock: VirtualClock;
  readonly adServices: AdServices;
  /** What the adapter has logged so far. */
  readonly log: readonly string[];
  dispose(): Promise<void>;
}

/** Makes a world in which waiting costs nothing and the same seed gives the same luck. */
export function createAdapterWorld(options: AdapterWorldOptions = {}): AdapterWorld {
  const { profile = "android-all-on", appId = "com.example.game" } = options;
  const { adapters = NETWORK_ADAPTERS, sandbox = createIsolateSandbox() } = options;
  const device = createDevice(options, sandbox);
  const { clock, random, ids, http } = device;
  const adServices = new AdServices({ environment: device, appId, profile });
  const log: string[] = [];
  const environment: NetworkEnvironment = {
    clock,
    random,
    ids,
    http,
    adServices,
    appId,
    privacy: () => ({}),
    connect: (adapterId, wrapped) => find(adapters, adapterId).connect(wrapped, environment),
    log: (message) => log.push(message),
  };
  const dispose = async (): Promise<void> => {
    clock.stop();
    if (options.sandbox === undefined) await sandbox.dispose();
  };
  return { environment, clock, adServices, log, dispose };
}

/** What a phone asks the world for. */
function createDevice({ seed = 1, serve }: AdapterWorldOptions, sandbox: ScriptSandbox) {
  const clock = createVirtualClock(startsAtMs);
  const random = createSeededRandom(seed);
  return {
    clock,
    random,
    ids: createSequentialIds(random.fork("ids")),
    http: createHttp(clock, serve),
    sandbox: {
      ...sandbox,
      evaluate: (evaluation) => clock.duringRealWork(() => sandbox.evaluate(evaluation)),
    } satisfies ScriptSandbox,
    signatures: nodeSignatureVerifier,
  };
}

function find(adapters: readonly NetworkAdapter[], adapterId: string): NetworkAdapter {
  const adapter = adapters.find(({ id }) => id === adapterId);
  if (adapter !== undefined) return adapter;
  throw new MediationError("ERR_CONFIG_INVALID", `No adapter "${adapterId}" is registered.`, {
    hint: "Give the world this adapter: createAdapterWorld({ adapters: [ … ] }).",
  });
}

function createHttp(clock: VirtualClock, serve: Serve | undefined): HttpClient {
  return {
    async send(request, signal) {
      signal?.throwIfAborted();
      const answer = serve === undefined ? unreachable(request) : await serve(request, signal);
      const isResult = "kind" in answer;
      if (!isResult || serve === undefined) await clock.sleep(roundTripMs, signal);
      if (isResult) return answer;
      const { status = 200, headers = {}, body = "" } = answer;
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return { kind: "response", status, headers, body: text };
    },
  };
}

function unreachable({ url }: HttpRequest): HttpResult {
  const detail = `nothing answers at ${url}: this world has no server`;
  return { kind: "failure", reason: "unreachable", detail };
}
