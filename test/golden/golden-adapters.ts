import {
  defineNetworkAdapter,
  z,
  type Network,
  type NetworkAdapter,
} from "../../sdk/adapter-kit.ts";

/** An adapter whose networks do what a golden trace is about. */
function anOddAdapter(
  id: string,
  network: Partial<Network>,
  { formats }: Pick<Partial<NetworkAdapter>, "formats"> = {},
): NetworkAdapter {
  return defineNetworkAdapter({
    id,
    ...(formats !== undefined && { formats }),
    options: z.strictObject({}),
    connect: () => ({ load: async () => ({ kind: "no-fill", reason: "sold out" }), ...network }),
  });
}

const renderUri = "https://odd.example/ad";

export const GOLDEN_ADAPTERS: readonly NetworkAdapter[] = [
  anOddAdapter("banners-only", {}, { formats: ["banner"] }),
  anOddAdapter("elsewhere", {
    initialize: async () => ({ kind: "does-not-apply", reason: "not in this country" }),
  }),
  anOddAdapter("unready", {
    initialize: async () => ({
      kind: "error",
      error: { code: "ERR_LICENCE", message: "the licence is void", hint: "Renew it." },
    }),
  }),
  anOddAdapter("priceless", {
    requestBid: async () => ({ kind: "bid", adSelectionId: "-7" }),
    onBidLost: () => undefined,
    load: async () => ({ kind: "fill", renderUri }),
  }),
  anOddAdapter("mute", {
    collectSignals: () => new Promise(() => undefined),
    requestBid: async () => ({ kind: "bid", cpmUsd: 9 }),
  }),
  anOddAdapter("boastful", {
    requestBid: async () => ({ kind: "bid", cpmUsd: 5 }),
    load: async () => ({ kind: "fill", renderUri, cpmUsd: 1 }),
  }),
  anOddAdapter("waterfall-only", {}),
];
