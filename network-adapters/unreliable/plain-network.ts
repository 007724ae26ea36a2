import type { LoadResult, Network, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import type { Outcome } from "./options.ts";

/** A network that can be relied on to have one outcome: what there is to spoil where nobody is wrapped. */
export function createPlainNetwork(
  outcome: Outcome,
  latencyMs: number,
  clock: NetworkEnvironment["clock"],
): Network {
  return {
    async load({ bid }, signal): Promise<LoadResult> {
      await clock.sleep(latencyMs, signal);
      // A bid that was chosen is kept, whoever made it up.
      if (bid === undefined || outcome.kind !== "fill") return outcome;
      return { ...outcome, cpmUsd: bid.cpmUsd ?? outcome.cpmUsd };
    },
    async requestBid(_request, signal) {
      await clock.sleep(latencyMs, signal);
      if (outcome.kind === "error") return outcome;
      if (outcome.kind === "no-fill") return { kind: "no-bid", reason: outcome.reason };
      const { cpmUsd, renderUri } = outcome;
      return { kind: "bid", cpmUsd, renderUri };
    },
    reveal: () => (outcome.kind === "fill" ? { cpmUsd: outcome.cpmUsd } : undefined),
  };
}
