import type { Network, NetworkFill } from "../adapter/network-adapter.ts";

/** The ad a flow ended with, and whoever reports for it. */
export interface Placement {
  readonly source: "first-party" | "node" | "fallback" | "contextual";
  readonly networkId: string;
  readonly nodeId?: string;
  readonly fill: NetworkFill;
  readonly reporter: Reporter;
}

/** The winning network reports with its own config (seed: mediation proposal, "Report winning impressions"). */
export type Reporter = Pick<Network, "reportImpression" | "reportEvent">;
