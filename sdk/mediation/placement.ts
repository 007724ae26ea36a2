import type { Network, NetworkFill } from "../adapter/network-adapter.ts";
import type { MediationNode } from "../model/mediation-chain.ts";

/** The ad a flow ended with, and whoever shows it and reports for it. */
export interface Placement {
  readonly source: "first-party" | "node" | "fallback" | "contextual";
  readonly networkId: string;
  readonly nodeId?: string;
  /** Whose ad it is, where it is not the first party's. */
  readonly node?: MediationNode;
  /** What the node was ranked by: its bid, else its historical eCPM, in USD CPM. */
  readonly rankCpmUsd?: number;
  readonly fill: NetworkFill;
  readonly reporter: Reporter;
}

/** The winning network reports with its own config (seed: mediation proposal, "Report winning impressions"). */
export type Reporter = Pick<Network, "show" | "invalidate" | "reportImpression" | "reportEvent">;
