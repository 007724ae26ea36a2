import { z } from "zod";
import {
  defineNetworkAdapter,
  type LoadRequest,
  type Network,
  type NetworkAdapter,
  type NetworkEnvironment,
} from "../../sdk/adapter-kit.ts";
import {
  AdServices,
  MediationSdk,
  type AdRequestResult,
  type AdSlot,
  type Cap,
  type HttpClient,
  type HttpResult,
  type MediationEvent,
  type MediationOptionsInput,
  type PrivacyNeeds,
  type PrivacySettings,
} from "../../sdk/index.ts";
import type { VirtualClock } from "../../simulator/index.ts";
import { createTestEnvironment } from "./test-environment.ts";

/** A node of a chain as the endpoint sends it; its network and adapter are called like it unless it says so. */
export interface NodeInput {
  readonly nodeId: string;
  readonly networkId?: string;
  readonly adapter?: string;
  readonly ecpmUsd?: number;
  readonly floorCpmUsd?: number;
  readonly timeoutMs?: number;
  readonly bids?: boolean;
  readonly cap?: Cap;
  readonly privacy?: Partial<PrivacyNeeds>;
  readonly options?: object;
}

export interface MediationInput {
  readonly adapters?: readonly NetworkAdapter[];
  /** Default: one node for each adapter. */
  readonly nodes?: readonly NodeInput[];
  /** Instead of a chain of these nodes. */
  readonly endpoint?: HttpClient["send"];
  readonly mediation?: MediationOptionsInput;
  readonly slots?: readonly AdSlot[];
  /** What the user allows from the start. */
  readonly privacy?: PrivacySettings;
}

export interface Mediation {
  readonly sdk: MediationSdk;
  readonly clock: VirtualClock;
  readonly adServices: AdServices;
  /** What SDK and device have told so far. */
  readonly events: readonly MediationEvent[];
  /** For the slot `level-end`. */
  readonly requestAd: () => Promise<AdRequestResult>;
}

/** An SDK in virtual time, with the test's own adapters and an ad server that says what the test says. */
export async function aMediation(input: MediationInput = {}): Promise<Mediation> {
  const {
    adapters = [],
    mediation = {},
    privacy = {},
    slots = [{ slotId: "level-end", format: "banner" }],
  } = input;
  const nodes = input.nodes ?? adapters.map(({ id }) => ({ nodeId: id }));
  const {
    endpoint = async () =>
      aResponse({ kind: "chain", chainId: "chain-1", nodes: nodes.map(toNode) }),
  } = input;
  const environment = { ...createTestEnvironment(), http: { send: endpoint } };
  const adServices = new AdServices({ environment, appId: "com.example.game" });
  const contextualEndpointUrl = "https://adserver.example/contextual";
  const appId = "com.example.game";
  const sdk = new MediationSdk({
    environment,
    adServices,
    adapters,
    appId,
    slots,
    contextualEndpointUrl,
    mediation,
    privacy,
  });
  const events: MediationEvent[] = [];
  adServices.subscribe((event) => events.push(event));
  sdk.on("event", (event) => events.push(event));
  await sdk.initialize();
  return {
    sdk,
    clock: environment.clock,
    adServices,
    events,
    requestAd: () => sdk.requestAd({ slotId: "level-end" }),
  };
}

function toNode({ nodeId, networkId = nodeId, adapter = nodeId, ecpmUsd = 1, ...rest }: NodeInput) {
  return { nodeId, networkId, adapter, ecpmUsd, ...rest };
}

export function aResponse(body: unknown, status = 200): HttpResult {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "content-type": typeof body === "string" ? "text/html" : "application/json" };
  return { kind: "response", status, headers, body: text };
}

type Load = (request: LoadRequest, signal: AbortSignal, environment: NetworkEnvironment) => unknown;

/** An adapter that answers what the test says, be it allowed or not. */
export function anAdapter(
  id: string,
  load: Load,
  capabilities: Partial<Network> = {},
): NetworkAdapter {
  return defineNetworkAdapter({
    id,
    options: z.looseObject({}),
    connect: (_options, environment) => ({
      ...capabilities,
      load: (request, signal) => load(request, signal, environment) as ReturnType<Network["load"]>,
    }),
  });
}

/** One that fills at once. */
export function aFillingAdapter(id: string, cpmUsd?: number): NetworkAdapter {
  return anAdapter(id, async () => ({
    kind: "fill",
    renderUri: `https://${id}.example/ad`,
    cpmUsd,
  }));
}

/** One that bids a price, after a while if it says so, and keeps its word when its ad is loaded. */
export function aBiddingAdapter(
  id: string,
  cpmUsd: number,
  { latencyMs = 0 }: { readonly latencyMs?: number } = {},
  capabilities: Partial<Network> | ((environment: NetworkEnvironment) => Partial<Network>) = {},
): NetworkAdapter {
  return defineNetworkAdapter({
    id,
    options: z.looseObject({}),
    connect: (_options, environment) => ({
      requestBid: async (_request, signal) => {
        if (latencyMs > 0) await environment.clock.sleep(latencyMs, signal);
        return { kind: "bid", cpmUsd };
      },
      load: async ({ bid }) => ({
        kind: "fill",
        renderUri: `https://${id}.example/ad`,
        cpmUsd: bid?.cpmUsd ?? cpmUsd,
      }),
      ...(typeof capabilities === "function" ? capabilities(environment) : capabilities),
    }),
  });
}
