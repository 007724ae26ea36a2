import type { ScenarioInput } from "../../simulator/index.ts";
import { aWaterfall, filling, type WaterfallInput } from "../support/a-waterfall.ts";

/** Each flow, and which of its three nodes bid live. */
const FLOWS: Readonly<Record<string, Flow>> = {
  waterfall: { bids: [], mediation: { flow: "waterfall" } },
  programmatic: { bids: ["alpha", "beta", "gamma"], mediation: { flow: "programmatic" } },
  "waterfall-first": { bids: ["beta", "gamma"], mediation: { flow: "hybrid" } },
  "merged-by-price": {
    bids: ["beta", "gamma"],
    mediation: { flow: "hybrid", hybrid: { order: "merged-by-price" } },
  },
};

interface Flow {
  readonly bids: readonly string[];
  readonly mediation: NonNullable<WaterfallInput["mediation"]>;
}

const walk: ScenarioInput["steps"] = [{ request: "level-end" }, "show", "click"];
const nobody = "no-fill";

/** What node alpha, the first and dearest, meets with; where nobody has an ad, the first party has none either. */
const CASES: Readonly<Record<string, Case>> = {
  fill: { bid: 1, steps: walk },
  "no-fill": { steps: walk, force: { alpha: nobody, beta: nobody, gamma: nobody } },
  timeout: { bid: 1, steps: walk, force: { alpha: "timeout" } },
  late: {
    bid: 1,
    steps: [...walk, { advance: "1s" }],
    force: { alpha: { late: { lateMs: 300 } } },
  },
  error: { bid: 1, steps: walk, force: { alpha: "error" } },
  capped: { bid: 1, steps: [...walk, ...walk], cap: { impressions: 1, windowMs: 60_000 } },
};

interface Case extends Pick<ScenarioInput, "steps" | "force"> {
  /** What the first party bids; undefined: it has no ad. */
  readonly bid?: number;
  /** Of node alpha. */
  readonly cap?: { readonly impressions: number; readonly windowMs: number };
}

/** Every flow in every case, by the path of its golden files. */
export const FLOW_SCENARIOS: Readonly<Record<string, ScenarioInput>> = Object.fromEntries(
  Object.entries(FLOWS).flatMap(([flowName, flow]) =>
    Object.entries(CASES).map(([caseName, given]) => [
      `${flowName}/${caseName}`,
      aFlowScenario(flow, given),
    ]),
  ),
);

function aFlowScenario({ bids, mediation }: Flow, { bid, steps, force, cap }: Case): ScenarioInput {
  const prices = { alpha: 3, beta: 2, gamma: 1 };
  return aWaterfall({
    ...(bid !== undefined && { bid }),
    mediation: { ...mediation, bidding: { bidTimeoutMs: 200 } },
    networks: Object.fromEntries(
      Object.entries(prices).map(([networkId, cpmUsd]) => [networkId, filling(cpmUsd)]),
    ),
    nodes: Object.entries(prices).map(([networkId, ecpmUsd]) => ({
      networkId,
      ecpmUsd,
      timeoutMs: 200,
      ...(bids.includes(networkId) && { bids: true }),
      ...(networkId === "alpha" && cap !== undefined && { cap }),
    })),
    scenario: { steps, ...(force !== undefined && { force }) },
  });
}
