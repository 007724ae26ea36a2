import { untilAborted, type BidRequest, type LoadRequest } from "../../sdk/adapter-kit.ts";
import { createIsolateSandbox, type HttpClient } from "../../sdk/index.ts";
import { createAdapterWorld, type AdapterWorld } from "../../testing/index.ts";

export type NetworkWorld = AdapterWorld;

/** One for as long as the test process lives: isolates are dear, and evaluations share nothing anyway. */
const sandbox = createIsolateSandbox();

const nobodyAnswers: HttpClient["send"] = (_request, signal = new AbortController().signal) =>
  untilAborted(signal, () => new Promise(() => undefined));

/** What a network is connected to, in virtual time; unless told otherwise, nobody on its internet answers. */
export function aNetworkWorld(
  world: {
    readonly seed?: number;
    readonly send?: HttpClient["send"];
    readonly profile?: "android" | "android-all-on" | "proposal";
  } = {},
): NetworkWorld {
  const { send = nobodyAnswers, ...rest } = world;
  return createAdapterWorld({ ...rest, serve: send, sandbox });
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
