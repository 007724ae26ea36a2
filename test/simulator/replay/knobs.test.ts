import { expect, it } from "vitest";
import { MediationEventSchema, type MediationEvent } from "../../../sdk/index.ts";
import {
  knobsOf,
  prepareScenario,
  replayTrace,
  runScenario,
  type KnobChange,
  type KnobValues,
  type ScenarioInput,
} from "../../../simulator/index.ts";
import { EXAMPLES, runExample } from "../../support/a-trace.ts";
import { errorOf } from "../../support/error-of.ts";

const scenario: ScenarioInput = {
  version: 1,
  app: { appId: "com.example.game" },
  slots: { home: { format: "banner" }, end: { format: "banner" } },
  sellers: { "ssp.example": { scripts: { "/x.js": { inline: "1" } } } },
  networks: {
    alpha: { adapter: "fixed-price", options: { cpmUsd: 2 } },
    beta: { adapter: "fixed-price", options: { cpmUsd: 1, latencyMs: 30 } },
  },
  adServer: {
    slots: {
      home: {
        kind: "chain",
        nodes: [
          { networkId: "alpha", ecpmUsd: 2 },
          { networkId: "beta", ecpmUsd: 1 },
        ],
      },
      end: { kind: "chain", nodes: [{ networkId: "beta", ecpmUsd: 1, timeoutMs: 500 }] },
    },
  },
  network: { routes: [{ url: "https://adserver.example/", latencyMs: 5 }] },
};
const { events } = await runScenario(await prepareScenario(scenario));

async function changesOf(set: KnobValues): Promise<readonly KnobChange[]> {
  return (await replayTrace(events, { set })).changes;
}

async function problemOf(set: KnobValues, of: readonly MediationEvent[] = events) {
  const { code, message, hint } = await errorOf(() => replayTrace(of, { set, name: "t.jsonl" }));
  return { code, message, hint };
}

it.each([
  ["a full path", "app.mediation.totalTimeoutMs", 30_000, 900],
  ["an entry of a list", "network.routes.0.latencyMs", 5, 6],
  ["an entry of a list as messages write it", "network.routes[0].latencyMs", 5, 6],
  ["names with dots in them", "sellers.ssp.example.reportPaths.0", "/report", "/r"],
  ["names with dots as messages write them", 'sellers["ssp.example"].reportPaths', ["/report"], []],
  ["a setting of the SDK by its name", "flow", "waterfall", "hybrid"],
  ["a setting of the SDK that has parts", "bidding.bidTimeout", 2_000, 10],
  ["a setting of a node", "node.alpha.ecpmUsd", 2, 3],
  ["a setting that the node does not have yet", "node.alpha.floor", undefined, 1],
  ["a part of what the node does not have yet", "node.alpha.cap.minIntervalMs", undefined, 3],
  ["what a node is forced to", "node.alpha.force", undefined, "no-fill"],
  [
    "a whole node",
    "node.alpha",
    { networkId: "alpha", ecpmUsd: 2 },
    { networkId: "beta", nodeId: "b", ecpmUsd: 3 },
  ],
  ["an option of a network", "network.beta.cpm", 1, 4],
  ["an option that has its default", "network.alpha.latency", 80, 10],
  ["a setting of the profile", "profile.scoringTimeoutMs", 5_000, 700],
  ["the profile itself", "profile", "android-all-on", "proposal"],
  ["the seed", "seed", 1, 2],
])("turns %s", async (_what, path, from, to) => {
  expect(await changesOf({ [path]: to })).toEqual([{ path, from, to }]);
});

it("turns a node in every chain that has it", async () => {
  expect(await changesOf({ "node.beta.timeout": 100 })).toEqual([
    { path: "adServer.slots.home.nodes.1.timeoutMs", from: undefined, to: 100 },
    { path: "adServer.slots.end.nodes.0.timeoutMs", from: 500, to: 100 },
  ]);
});

it("takes away what is set to nothing", async () => {
  const { run } = await replayTrace(events, { set: { "network.beta.latencyMs": undefined } });

  const [started] = run.events;
  expect(started).toMatchObject({ scenario: { networks: { beta: { options: { cpmUsd: 1 } } } } });
});

it("leaves a node out of every chain, and what is not off in", async () => {
  const set = { "node.beta.off": true, "node.alpha.off": false };

  const { run, changes } = await replayTrace(events, { set });

  expect(changes).toEqual([
    { path: "node.beta.off", from: false, to: true },
    { path: "node.alpha.off", from: false, to: false },
  ]);
  const chains = run.events.filter((event) => event.type === "chain.fetched");
  expect(chains.map(({ nodes }) => nodes.map(({ nodeId }) => nodeId))).toEqual([["alpha"], []]);
});

it("leaves out with a node what was forced on it", async () => {
  const forced = { ...scenario, force: { beta: "timeout" } } satisfies ScenarioInput;
  const recorded = (await runScenario(await prepareScenario(forced))).events;

  const { comparison } = await replayTrace(recorded, { set: { "node.beta.off": true } });

  expect(comparison.setup.map(({ name }) => name)).toContain("force.beta");
});

it("does not change the trace that it replays", async () => {
  const before = JSON.stringify(events);

  await replayTrace(events, { set: { "node.beta.off": true, "profile.scoringTimeoutMs": 1 } });

  expect(JSON.stringify(events)).toBe(before);
});

it.each([
  ["node.bta.off", "node.beta.off"],
  ["node.alpha.flor", "node.alpha.floor"],
  ["totalTimoutMs", "totalTimeoutMs"],
  ["network.beta.cpnUsd", "network.beta.cpmUsd"],
])("does not know %s, but %s", async (path, nearest) => {
  expect(await problemOf({ [path]: true })).toEqual({
    code: "ERR_REPLAY_KNOB",
    message: `There is no knob "${path}" in this run.`,
    hint: `Did you mean ${nearest}? List all with: fledgling replay <trace> --knobs`,
  });
});

it.each(["", ".", "xyzzy", "node", "node.", "adServer.slots.home.nodes.7.ecpmUsd", "__proto__.x"])(
  "does not know %j",
  async (path) => {
    expect((await problemOf({ [path]: true })).code).toBe("ERR_REPLAY_KNOB");
  },
);

it("says in the schema's words why a value does not fit", async () => {
  const problem = await problemOf({ "node.alpha.timeout": "soon", "network.beta.cpm": -1 });

  expect([problem.code, problem.message]).toEqual([
    "ERR_REPLAY_KNOB",
    'Cannot set "node.alpha.timeout", "network.beta.cpm":\n' +
      '  adServer.slots.home.nodes[0].timeoutMs: expected a number, got "soon"\n' +
      "  networks.beta.options.cpmUsd: expected at least 0, got -1",
  ]);
});

it("checks what somebody has edited in the trace as it checks a file", async () => {
  const [started, ...rest] = events;
  const edited = {
    ...started,
    scenario: { version: 1, app: { appID: "x" }, slots: {}, steps: [] },
  };

  const problem = await problemOf({}, [MediationEventSchema.parse(edited), ...rest]);

  expect([problem.code, problem.message]).toEqual([
    "ERR_SCENARIO_INVALID",
    'Cannot use scenario "t.jsonl": 1 problem\n  t.jsonl  app.appID: unknown key, did you mean "appId"?',
  ]);
});

it("takes nothing but true and false for a switch", async () => {
  expect(await problemOf({ "node.beta.off": 1 })).toEqual({
    code: "ERR_REPLAY_KNOB",
    message: 'The knob "node.beta.off" is true or false, got 1.',
    hint: "Write: --set node.beta.off=true",
  });
});

it.each(EXAMPLES)("lists knobs of %s that can be turned to what they are", async (folder) => {
  const [recorded, place] = [await runExample(folder), { folder: `examples/${folder}` }];
  const knobs = (await knobsOf(recorded, place)).filter(({ path }) => !path.endsWith(".off"));
  const set = Object.fromEntries(knobs.map(({ path, value }) => [path, value]));

  const { changes } = await replayTrace(recorded, { set, ...place });

  expect(changes.map(({ path, from }) => ({ path, value: from }))).toEqual(knobs);
});
