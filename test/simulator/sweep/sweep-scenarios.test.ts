import { expect, it } from "vitest";
import {
  prepareScenario,
  sweepScenarios,
  type LoadedScenario,
  type ScenarioInput,
  type Sweep,
  type Vary,
} from "../../../simulator/index.ts";
import { errorOf } from "../../support/error-of.ts";

/** Alpha values requests by luck, beta pays 1: whoever is asked first. */
function aScenario(changes: Partial<ScenarioInput> = {}): Promise<LoadedScenario> {
  return prepareScenario({
    version: 1,
    name: "luck",
    seed: 3,
    app: { appId: "com.example.game", mediation: { flow: "programmatic" } },
    slots: { home: { format: "banner" } },
    networks: {
      alpha: { adapter: "price-distribution", options: { meanCpmUsd: 2, sigma: 1 } },
      "alpha.eu": { adapter: "price-distribution", options: { meanCpmUsd: 1, sigma: 1 } },
      beta: { adapter: "fixed-price", options: { cpmUsd: 1 } },
    },
    adServer: {
      slots: {
        home: {
          kind: "chain",
          nodes: [
            { networkId: "alpha", ecpmUsd: 2, floorCpmUsd: 0.5 },
            { networkId: "alpha.eu", ecpmUsd: 2, floorCpmUsd: 0.5 },
            { networkId: "beta", ecpmUsd: 1 },
          ],
        },
      },
    },
    steps: [{ repeat: 5, steps: [{ request: "home" }, "show"] }],
    ...changes,
  });
}

async function sweep(vary: Vary, ...scenarios: readonly LoadedScenario[]): Promise<Sweep> {
  return await sweepScenarios(scenarios.length === 0 ? [await aScenario()] : scenarios, { vary });
}

function settingsOf({ series }: Sweep): readonly (readonly string[])[] {
  return series.map(({ settings }) => settings);
}

it("runs each scenario with each value, and says what came of it", async () => {
  const { series, ...rest } = await sweep({ path: "node.beta.off", values: [false, true] });

  const [points = []] = series.map((each) => each.points);
  expect(rest).toEqual({ path: "node.beta.off", values: [false, true], seed: 3 });
  expect(series.map(({ name, settings }) => ({ name, settings }))).toEqual([
    { name: "luck", settings: ["node.beta.off"] },
  ]);
  expect(points.map(({ value, summary }) => [value, summary.requests.adRequests])).toEqual([
    [false, 5],
    [true, 5],
  ]);
  expect(points[0]?.requests[0]).toEqual({
    requestId: "request-1",
    winner: "node alpha",
    paidCpmUsd: 1.562,
  });
});

it("has the same luck in every scenario, whatever seeds they have", async () => {
  const scenarios = await Promise.all([3, 8].map((seed) => aScenario({ seed })));

  const { seed, series } = await sweep({ path: "network.*.shade", values: [0.5] }, ...scenarios);

  const [a, b] = series.map(({ points }) => points);
  expect(seed).toBe(3);
  expect(a).toEqual(b);
});

it("takes a seed for all", async () => {
  const vary = { path: "network.*.shade", values: [0.5] };

  const drawn = await sweepScenarios([await aScenario()], { vary, seed: 8 });
  const written = await sweep(vary, await aScenario({ seed: 8 }));

  expect(drawn).toEqual(written);
});

it.each([
  ["network.*.shade", 0.9, ["network.alpha.shade", "network.alpha.eu.shade"]],
  ["network.*.latency", 9, ["network.beta.latency"]],
  ["node.*.floor", 9, ["node.alpha.floor", "node.alpha.eu.floor", "node.beta.floor"]],
  [
    "networks.*.options.sigma",
    2,
    ["networks.alpha.options.sigma", "networks.alpha.eu.options.sigma"],
  ],
  ["*.*.options.cpmUsd", 2, ["networks.beta.options.cpmUsd"]],
  ["steps.*.repeat", 1, ["steps.0.repeat"]],
])("takes * in %s for every name with such a setting", async (path, value, expected) => {
  expect(settingsOf(await sweep({ path, values: [value] }))).toEqual([expected]);
});

it.each([
  ["network.*.shad", '"luck" has no such setting, whatever stands for "*"', /^fledgling run/],
  ["bidding.bid*Ms", '"luck" has no such setting, whatever stands for "*"', /^fledgling run/],
  ["no.*.shade", '"luck" has no such setting, whatever stands for "*"', /^fledgling run/],
  ["network.alpha.shad", '"luck" has no such setting', /^Did you mean network\.alpha\.shade\? /],
])("refuses %s, which a scenario does not have", async (path, why, hint) => {
  const error = await errorOf(() => sweep({ path, values: [1] }));

  expect([error.code, error.message]).toEqual([
    "ERR_REPLAY_KNOB",
    `Cannot vary "${path}": ${why}.`,
  ]);
  expect(error.hint).toMatch(hint);
});

it("refuses a setting that one of the scenarios does not have, before any of them runs", async () => {
  const slotless = await aScenario({
    name: "fixed",
    networks: { alpha: fixed, "alpha.eu": fixed, beta: fixed },
  });
  const told: number[] = [];

  const error = await errorOf(async () => {
    const vary = { path: "network.*.shade", values: [1] };
    const onProgress = (done: number) => told.push(done);
    return await sweepScenarios([await aScenario(), slotless], { vary, onProgress });
  });

  expect(error.message).toContain('"fixed" has no such setting');
  expect(told).toEqual([]);
});

const fixed = { adapter: "fixed-price", options: { cpmUsd: 1 } };

it("refuses a value that does not fit, before anything runs", async () => {
  const told: number[] = [];
  const vary = { path: "network.alpha.shade", values: [1, "much"] };
  const onProgress = (done: number) => told.push(done);

  const scenarios = [await aScenario()];
  const error = await errorOf(() => sweepScenarios(scenarios, { vary, onProgress }));

  expect([error.code, told]).toEqual(["ERR_REPLAY_KNOB", []]);
  expect(error.hint).toMatch(/^fledgling run <scenario> --quiet --trace t\.jsonl, then /);
  expect(error.message.split("\n")).toEqual([
    '"luck" with network.alpha.shade=much: Cannot set "network.alpha.shade":',
    '  networks.alpha.options.shade: expected a number, got "much"',
  ]);
});

it.each(["seed", "*"])("does not vary the luck, which is the same for all: %s", async (path) => {
  const error = await errorOf(() => sweep({ path, values: [1, 2] }));

  expect([error.code, error.message, error.hint]).toEqual([
    "ERR_REPLAY_KNOB",
    `Cannot vary "${path}": all runs of a sweep have one seed.`,
    "Run one sweep for each seed: --seed 1, then --seed 2.",
  ]);
});

it("says which run it is that cannot go on", async () => {
  const scenario = await aScenario({ steps: ["show"] });

  const error = await errorOf(() => sweep({ path: "network.*.shade", values: [0.5] }, scenario));

  expect([error.code, error.message, error.hint]).toEqual([
    "ERR_SCENARIO_STEP",
    '"luck" with network.*.shade=0.5: Cannot run step 1 (show): no ad has been requested before this step',
    "Put a request step in front of it.",
  ]);
});

it.each([
  ["scenario", [], [1]],
  ["value", [await aScenario()], []],
])("refuses a sweep without any %s", async (what, scenarios, values) => {
  const error = await errorOf(() => sweepScenarios(scenarios, { vary: { path: "seed", values } }));

  expect([error.code, error.message]).toEqual([
    "ERR_CONFIG_INVALID",
    `There is no ${what} to run a sweep with.`,
  ]);
});

it("tells scenarios of one name apart by their paths", async () => {
  const scenario = await aScenario();
  const other = { ...scenario, path: "other.yaml" };

  const { series } = await sweep({ path: "network.*.shade", values: [1] }, scenario, other);

  expect(series.map(({ name }) => name)).toEqual(["luck", "other.yaml"]);
});

it.each([
  ["network.*.shade", [0.5, 1], 20],
  ["steps.0.repeat", [1, 2], 6],
])("says how far it is in steps of all runs: %s", async (path, values, total) => {
  const told: string[] = [];

  await sweepScenarios([await aScenario()], {
    vary: { path, values },
    onProgress: (done, all) => told.push(`${done} of ${all}`),
  });

  expect(told).toEqual(Array.from({ length: total }, (_, index) => `${index + 1} of ${total}`));
});

it("says of a request without an ad, or whose ad was not shown, that nothing was paid", async () => {
  const steps = [{ request: "home" }, { force: { beta: "no-bid" } }, { request: "home" }] as const;
  const scenario = await aScenario({ steps: [...steps] });

  const { series } = await sweep({ path: "node.*.floor", values: [0.5, 900] }, scenario);

  expect(
    series[0]?.points.map(({ requests }) =>
      requests.map(({ winner, ...paid }) => [winner, Object.keys(paid)]),
    ),
  ).toEqual([
    [
      ["node alpha", ["requestId"]],
      ["node alpha.eu", ["requestId"]],
    ],
    [
      ["no fill", ["requestId"]],
      ["no fill", ["requestId"]],
    ],
  ]);
});
