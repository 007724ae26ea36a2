import { expect, it } from "vitest";
import {
  knobsOf,
  prepareScenario,
  replayTrace,
  runScenario,
  type KnobValues,
} from "../../../simulator/index.ts";
import { errorOf } from "../../support/error-of.ts";

const aBid = (name: string, cpm: number) => ({
  name,
  network: "CoolAds",
  "line-item": { revenue_value: cpm },
  creative: { uid: name, size: "320x50" },
});

const sale = await prepareScenario({
  version: 1,
  app: { appId: "com.example.game" },
  slots: { home: { format: "banner" } },
  networks: { CoolAds: { adapter: "fixed-price", options: { cpmUsd: 2 } } },
  adServer: {
    slots: { home: { kind: "auction" } },
    platform: {
      networks: [{ name: "CoolAds" }],
      bids: [aBid("top", 3), aBid("low", 1), { ...aBid("spare", 9), active: false }],
      line_items: [
        { name: "direct", type: "standard", revenue_value: 2, render_uri: "https://a.example/" },
      ],
    },
  },
});
/** The chain ends before what the seller's own line item outbids. */
const { events } = await runScenario(sale);

/** What was changed, and the chain that came of it. */
async function chainAfter(set: KnobValues) {
  const { changes, run } = await replayTrace(events, { set });
  const [chain] = run.events.filter((event) => event.type === "chain.fetched");
  const nodes = chain?.nodes.map(({ nodeId, ecpmUsd }) => `${nodeId} ${ecpmUsd}`);
  return { changes: changes.map(({ path, from, to }) => [path, from, to]), nodes };
}

it.each([
  { path: "node.top.off", from: false, to: true, nodes: undefined },
  {
    path: "node.spare.off",
    from: true,
    to: false,
    nodes: ["spare 9", "top 3"],
  },
  { path: "node.direct.off", from: false, to: true, nodes: ["top 3", "low 1"] },
  { path: "node.low.ecpm", from: 1, to: 4, nodes: ["low 4", "top 3"] },
  { path: "node.direct.ecpmUsd", from: 2, to: 0.5, nodes: ["top 3", "low 1"] },
  {
    path: "node.low.line-item.revenue_value",
    from: 1,
    to: 4,
    nodes: ["low 4", "top 3"],
  },
  { path: "adServer.slots.home.reserve", from: undefined, to: 2.5, nodes: ["top 3"] },
])(
  "turns $path of a bid that an auction may put into the chain",
  async ({ path, from, to, nodes }) => {
    expect(await chainAfter({ [path]: to })).toEqual({ changes: [[path, from, to]], nodes });
  },
);

it("says which knob is the floor of an auction, for its nodes have none", async () => {
  const { code, message, hint } = await errorOf(() =>
    replayTrace(events, { set: { "node.top.floor": 2 } }),
  );

  expect({ code, message, hint }).toEqual({
    code: "ERR_REPLAY_KNOB",
    message:
      'There is no knob "node.top.floor": "top" is a bid, and the floor of its auction is its slot\'s.',
    hint: "Set instead: adServer.slots.home.reserve",
  });
});

it("lists what can be turned by the bid's name, and all of it can be turned to what it is", async () => {
  const knobs = await knobsOf(events);
  const set = Object.fromEntries(knobs.map(({ path, value }) => [path, value]));

  const { changes } = await replayTrace(events, { set });

  const listed = knobs.map(({ path, value }) => `${path} ${JSON.stringify(value)}`);
  expect(listed).toEqual(
    expect.arrayContaining([
      "node.top.ecpmUsd 3",
      "node.top.timeoutMs 0",
      'node.top.creative.uid "top"',
      "node.direct.ecpmUsd 2",
      "node.top.off false",
      "node.spare.off true",
    ]),
  );
  expect(changes.map(({ path, from }) => ({ path, value: from }))).toEqual(knobs);
});
