import type { ScenarioInput } from "../../simulator/index.ts";
import { aWaterfall, filling } from "../support/a-waterfall.ts";

const request = { request: "level-end" };
const networks = { alpha: filling(2) };
const nodes = [{ networkId: "alpha", ecpmUsd: 2 }];

/** What becomes of ads that were loaded, and what that earns, by the path of its golden files. */
export const LIFE_SCENARIOS: Readonly<Record<string, ScenarioInput>> = {
  "ads/never-shown": aWaterfall({
    networks,
    nodes,
    scenario: {
      steps: [
        request,
        { advance: "2h" },
        "show",
        { force: { alpha: "no-show" } },
        request,
        "show",
        { prefetch: "level-end" },
      ],
    },
  }),
  "ads/from-the-cache": aWaterfall({
    mediation: { lateAnswers: "cache", nodeTimeoutMs: 100 },
    networks,
    nodes,
    scenario: {
      force: { alpha: { late: { lateMs: 50 } } },
      steps: [
        request,
        { advance: "1s" },
        request,
        "show",
        { force: { alpha: "fill" } },
        { prefetch: "level-end" },
        request,
        "show",
      ],
    },
  }),
  "ads/refreshed": aWaterfall({
    networks,
    nodes,
    scenario: {
      slots: { "level-end": { format: "banner", refreshMs: 30_000 } },
      steps: [request, "show", { advance: "31s" }, "hide"],
    },
  }),
  "ads/cut-off": aWaterfall({
    networks,
    nodes,
    scenario: {
      slots: { "level-end": { format: "banner", refreshMs: 30_000 } },
      // The ad server answers the refresh in 20 ms, and the network is not given its 10.
      steps: [request, "show", { advance: "30025ms" }],
    },
  }),
  "ads/rewarded": aWaterfall({
    networks,
    nodes,
    scenario: {
      slots: { "level-end": { format: "rewarded", reward: { type: "coins", amount: 10 } } },
      steps: [request, "show", "reward", "hide"],
    },
  }),
  "ads/capped": aWaterfall({
    networks,
    nodes,
    mediation: { caps: { app: { minIntervalMs: 60_000 } } },
    scenario: { steps: [request, "show", request, { advance: "1m" }, request, "show"] },
  }),
  "ads/of-unknown-price": aWaterfall({
    networks: { priceless: { adapter: "priceless" } },
    nodes: [{ networkId: "priceless", ecpmUsd: 2 }],
    bid: 1,
    scenario: { steps: [request, "show", { force: { priceless: "no-fill" } }, request, "show"] },
  }),
  "ads/other-than-ranked": aWaterfall({
    networks: { alpha: filling(1), beta: filling(3) },
    nodes: [
      { networkId: "alpha", ecpmUsd: 4 },
      { networkId: "beta", ecpmUsd: 2 },
    ],
    scenario: { revealValuations: true, steps: [request, "show"] },
  }),
};
