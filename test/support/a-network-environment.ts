import type { BidRequest, LoadRequest, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import { AdServices, createSeededRandom, type HttpClient } from "../../sdk/index.ts";
import type { VirtualClock } from "../../simulator/index.ts";
import { createTestEnvironment } from "./test-environment.ts";

export interface NetworkWorld {
  readonly environment: NetworkEnvironment;
  readonly clock: VirtualClock;
  readonly adServices: AdServices;
}

/** What a network is connected to, in virtual time; unless told otherwise, nobody on its internet answers. */
export function aNetworkWorld(
  world: {
    readonly seed?: number;
    readonly send?: HttpClient["send"];
    readonly profile?: "android" | "android-all-on" | "proposal";
  } = {},
): NetworkWorld {
  const { seed = 1, profile = "android-all-on" } = world;
  const phone = createTestEnvironment();
  const { clock, ids } = phone;
  const hang: HttpClient["send"] = (_request, signal) =>
    clock.sleep(Number.POSITIVE_INFINITY, signal).then(() => Promise.reject(new Error("never")));
  const http = { send: world.send ?? hang };
  const environment = { ...phone, http };
  const adServices = new AdServices({ environment, appId: "com.example.game", profile });
  const random = createSeededRandom(seed);
  return {
    environment: {
      clock,
      ids,
      http,
      random,
      adServices,
      appId: "com.example.game",
      privacy: () => ({}),
      connect: () => {
        throw new Error("there is no other adapter in this world");
      },
      log: () => undefined,
    },
    clock,
    adServices,
  };
}

/** One node's question for a bid, as the SDK would hand it over; fit for signals, too. */
export function aBidRequest(changes: Partial<BidRequest> = {}): BidRequest {
  const { requestId, nodeId, slot, floorCpmUsd, timeoutMs, origin } = aLoadRequest();
  const asked = { requestId, nodeId, slot, floorCpmUsd, timeoutMs, origin, signals: undefined };
  return { ...asked, ...changes };
}

/** One node's request, as the SDK would hand it over. */
export function aLoadRequest(changes: Partial<LoadRequest> = {}): LoadRequest {
  return {
    requestId: "request-1",
    nodeId: "node-1",
    slot: { slotId: "level-end", format: "banner" },
    ecpmUsd: 1,
    floorCpmUsd: undefined,
    timeoutMs: 5_000,
    origin: { requestId: "request-1", nodeId: "node-1" },
    ...changes,
  };
}
