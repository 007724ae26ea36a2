import { expect, it } from "vitest";
import type { MediationEvent } from "../../../sdk/index.ts";
import type { ScenarioInput } from "../../../simulator/index.ts";
import { parseScenario } from "../../../simulator/index.ts";
import { aWaterfall, filling, runInline, unfilling } from "../../support/a-waterfall.ts";
import { errorOf } from "../../support/error-of.ts";

type Force = NonNullable<ScenarioInput["force"]>;

/** A network that is never asked twice can only be caught once: its list has one fill, and then nothing. */
const once = {
  adapter: "recorded",
  options: { outcomes: [{ kind: "fill", cpmUsd: 2.2 }], atEnd: "no-fill" },
};

/** A chain of `alpha` before `beta`, each of its own network, in which alpha is forced. */
function aForced(alpha: Force[string], more: Partial<ScenarioInput> = {}): ScenarioInput {
  return aWaterfall({
    firstParty: null,
    networks: { alpha: unfilling, beta: filling(1) },
    nodes: [
      { networkId: "alpha", ecpmUsd: 3, floorCpmUsd: 2, timeoutMs: 500 },
      { networkId: "beta", ecpmUsd: 1 },
    ],
    scenario: {
      force: { alpha },
      steps: [{ request: "level-end" }, "show", { advance: "20s" }],
      ...more,
    },
  });
}

/** The events of node alpha and of its ad, as far as they end something. */
function tellAlpha(events: readonly MediationEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if ("nodeId" in event && event.nodeId !== undefined && event.nodeId !== "alpha") return [];
    switch (event.type) {
      case "outcome.forced":
        return [`${event.type} ${event.networkId} ${event.outcome}`];
      case "node.filled":
        return [`${event.type} ${event.renderUri} ${event.cpmUsd}`];
      case "node.failed":
      case "node.unfilled":
      case "node.timed-out":
        return [`${event.type} ${event.rule}: ${event.detail.split("\n")[0]}`];
      case "node.answered-late":
        return [`${event.type} ${event.answer} ${event.cpmUsd} by ${event.lateMs} ms`];
      case "ad.expired":
      case "ad.show-failed":
        return [`${event.type} ${event.rule}`];
      case "ad.shown":
        return [`${event.type} ${event.renderUri}`];
      case "adapter.logged":
        return [`${event.type} ${event.message}`];
      default:
        return [];
    }
  });
}

const filled = "node.filled https://forced.example/alpha 3";
const shown = "ad.shown https://forced.example/alpha";
const beta = "ad.shown https://fixed-price.example/ad";
const noTime = "node.timed-out node-timed-out: alpha did not answer within 500 ms";

it.each<[Force[string], readonly string[]]>([
  ["fill", [filled, shown]],
  [
    { fill: { cpmUsd: 2.5, renderUri: "https://a.example/ad" } },
    ["node.filled https://a.example/ad 2.5", "ad.shown https://a.example/ad"],
  ],
  [
    { fill: { cpmUsd: 1.5 } },
    [
      "node.unfilled bid-below-node-floor: filled at 1.5 USD CPM, under the node's floor of 2",
      beta,
    ],
  ],
  ["no-fill", ["node.unfilled network-no-fill: the scenario forces it to have no ad", beta]],
  ["no-bid", ["node.unfilled network-no-fill: the scenario forces it not to bid", beta]],
  ["error", ["node.failed adapter-failed: the scenario forces it to fail", beta]],
  [{ error: { message: "no disk" } }, ["node.failed adapter-failed: no disk", beta]],
  ["timeout", [noTime, beta]],
  ["slow", [noTime, beta]],
  [{ slow: { delayMs: 300 } }, [filled, shown]],
  [{ late: { lateMs: 300 } }, [noTime, beta, "node.answered-late fill 3 by 300 ms"]],
  [
    "throw",
    [
      'node.failed adapter-failed: adapter "fixed-price" threw: it breaks, as its options say',
      beta,
    ],
  ],
  [
    "answer-twice",
    ["adapter.logged called back a second time; its first answer stands", filled, shown],
  ],
  [
    "lie",
    [
      "node.failed adapter-result-invalid: the adapter's answer breaks its contract: ✖ Invalid input: expected string, received null",
      beta,
    ],
  ],
  ["no-show", [filled, "ad.show-failed ad-not-shown"]],
  [{ throw: { when: "show" } }, [filled, "ad.show-failed adapter-failed"]],
  [{ timeout: { when: "show" } }, [filled, "ad.show-failed ad-not-shown"]],
])("forces %o on a network that would have no ad", async (alpha, expected) => {
  const { events } = await runInline(aForced(alpha));

  const [forced, ...rest] = tellAlpha(events);
  const word = typeof alpha === "string" ? alpha : Object.keys(alpha)[0];
  expect(forced).toBe(`outcome.forced alpha ${word}`);
  expect(rest).toEqual(expected);
});

it("forces an ad that expires before it is shown", async () => {
  const steps = [{ request: "level-end" }, { advance: "1s" }, "show"] as const;

  const { events } = await runInline(aForced("expired", { steps: [...steps] }));

  expect(tellAlpha(events).slice(1)).toEqual([filled, "ad.expired ad-expired"]);
});

it("leaves other nodes of the same network alone, and their network's luck", async () => {
  const scenario = (force: Force): ScenarioInput =>
    aWaterfall({
      firstParty: null,
      networks: { alpha: once },
      nodes: [
        { nodeId: "high", networkId: "alpha", ecpmUsd: 3, floorCpmUsd: 3 },
        { nodeId: "low", networkId: "alpha", ecpmUsd: 2, floorCpmUsd: 2 },
      ],
      scenario: { force, steps: [{ request: "level-end" }] },
    });

  const [unforced, forced] = [
    await runInline(scenario({})),
    await runInline(scenario({ high: "no-fill" })),
  ];

  expect(unforced.requests[0]?.result.kind).toBe("no-fill");
  expect(forced.requests[0]?.result).toMatchObject({
    kind: "filled",
    ad: { nodeId: "low", cpmUsd: 2.2 },
  });
});

it.each<[Force[string], readonly string[]]>([
  ["fill", ["node-bid.received 3", "node.filled"]],
  [{ fill: { cpmUsd: 7 } }, ["node-bid.received 7", "node.filled"]],
  ["no-bid", ["node.unfilled network-no-bid"]],
  ["timeout", ["node.timed-out bid-timed-out"]],
  [{ timeout: { when: "load" } }, ["node-bid.received 3", "node.timed-out node-timed-out"]],
  [
    { "no-fill": { when: "load", cpmUsd: 4 } },
    ["node-bid.received 4", "node.unfilled network-no-fill"],
  ],
])("forces %o on a node that bids", async (alpha, expected) => {
  const scenario = aForced(alpha);
  const { app } = scenario;

  const { events } = await runInline({
    ...scenario,
    app: { ...app, mediation: { flow: "programmatic" } },
  });

  const told = events.flatMap((event) => {
    if (!("nodeId" in event) || event.nodeId !== "alpha") return [];
    if (event.type === "node-bid.received") return [`${event.type} ${event.bidCpmUsd}`];
    if (event.type === "node.filled") return [event.type];
    return event.type === "node.unfilled" || event.type === "node.timed-out"
      ? [`${event.type} ${event.rule}`]
      : [];
  });
  expect(told).toEqual(expected);
  expect(events.filter(({ type }) => type === "outcome.forced")).toHaveLength(1);
});

it("forces and releases a node between steps", async () => {
  const { requests, events } = await runInline(
    aForced("fill", {
      steps: [
        { request: "level-end" },
        { force: { alpha: null, beta: { fill: { cpmUsd: 9 } } } },
        { request: "level-end" },
      ],
    }),
  );

  expect(requests.map(({ result }) => result)).toMatchObject([
    { kind: "filled", ad: { nodeId: "alpha", cpmUsd: 3 } },
    { kind: "filled", ad: { nodeId: "beta", cpmUsd: 9 } },
  ]);
  expect(events.filter(({ type }) => type === "step.started")[1]).toMatchObject({
    text: "force alpha as its network says, beta fill",
  });
});

it("does not have a network report an ad that it has not sold", async () => {
  const auction = {
    adapter: "on-device-auction",
    options: { seller: "ssp.example", customAudienceBuyers: ["shoes.example"] },
  };
  const scenario = { ...aForced("fill"), networks: { alpha: auction, beta: filling(1) } };

  const { events } = await runInline(scenario);

  const types = events.map(({ type }) => type);
  expect(types.filter((type) => /^(ad-selection|report)\./.test(type))).toEqual([]);
  expect(types).toContain("impression.reported");
});

it("names the nearest node where the forced one is unknown, with its place", async () => {
  const text = `version: 1
app: { appId: a }
slots: { home: { format: banner } }
networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 1 } } }
adServer: { slots: { home: { kind: chain, nodes: [{ networkId: alpha, ecpmUsd: 1 }] } } }
force:
  alhpa: no-fill
steps:
  - force: { beta: null }
`;

  const error = await errorOf(() => parseScenario(text, { path: "s.yaml" }));

  expect(error.message).toContain(
    's.yaml:7:3  force.alhpa: unknown node "alhpa", did you mean "alpha"?',
  );
  expect(error.message).toContain('unknown node "beta"');
});

it.each<[string, string]>([
  ["sleep", "force.alpha: expected"],
  ["{ fill: {}, late: {} }", "force.alpha: expected exactly one of fill, no-fill"],
  ["{ no-fil: {} }", 'did you mean "no-fill"?'],
  ["{ late: { lateMs: 0 } }", "force.alpha.late.lateMs"],
  ["{ fill: { cpmUsd: -1 } }", "force.alpha.fill.cpmUsd"],
  ["{ timeout: { when: lunch } }", "force.alpha.timeout.when"],
])("refuses to force %s", async (outcome, place) => {
  const text = `version: 1
app: { appId: a }
slots: { home: { format: banner } }
networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 1 } } }
adServer: { slots: { home: { kind: chain, nodes: [{ networkId: alpha, ecpmUsd: 1 }] } } }
force: { alpha: ${outcome} }
`;

  const error = await errorOf(() => parseScenario(text, { path: "s.yaml" }));

  expect(error.message).toContain(place);
});
