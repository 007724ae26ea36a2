import type { Network, NetworkFill } from "../../sdk/adapter-kit.ts";
import type { AdSlot, LoadedAd, MediationEvent, MediationOptionsInput } from "../../sdk/index.ts";
import { aMediation, anAdapter, type Mediation } from "./a-mediation.ts";

export const aFill: NetworkFill = {
  kind: "fill",
  renderUri: "https://alpha.example/ad",
  cpmUsd: 2,
};

/** What every event of `aLoadedAd` says that happens at once. */
export const adFacts = {
  atMs: 0,
  requestId: "request-1",
  adId: "ad-1",
  networkId: "alpha-network",
};

export interface LoadedAdInput {
  /** What its network can do besides loading; whatever it answers, be it allowed or not. */
  readonly capabilities?: { readonly [Each in keyof Network]?: (...given: never[]) => unknown };
  readonly fill?: NetworkFill;
  readonly ecpmUsd?: number;
  readonly slot?: Omit<AdSlot, "slotId">;
  readonly mediation?: MediationOptionsInput;
}

export interface LoadedAdWorld extends Mediation {
  readonly ad: LoadedAd;
  /** What has been told since the ad was loaded. */
  readonly told: () => readonly MediationEvent[];
}

/** The ad with which node `a-1` of `alpha-network` filled the slot `level-end`, not shown yet. */
export async function aLoadedAd(input: LoadedAdInput = {}): Promise<LoadedAdWorld> {
  const { capabilities = {}, fill = aFill, ecpmUsd = 1, slot = { format: "banner" } } = input;
  const mediation = await aMediation({
    adapters: [anAdapter("alpha", async () => fill, capabilities as Partial<Network>)],
    nodes: [{ nodeId: "a-1", networkId: "alpha-network", adapter: "alpha", ecpmUsd }],
    slots: [{ slotId: "level-end", ...slot }],
    mediation: input.mediation ?? {},
  });
  const result = await mediation.requestAd();
  if (result.kind !== "filled") throw new Error("expected an ad");
  const before = mediation.events.length;
  return { ...mediation, ad: result.ad, told: () => mediation.events.slice(before) };
}

export function typesOf(events: readonly MediationEvent[]): readonly string[] {
  return events.map(({ type }) => type);
}
