import { expect, it } from "vitest";
import type { ScenarioInput } from "../../simulator/index.ts";
import { aWaterfall, filling, firstPartyAd, runInline, unfilling } from "../support/a-waterfall.ts";

type Expect = NonNullable<ScenarioInput["expect"]>;

const scenario = aWaterfall({
  bid: 4,
  nodes: [
    { networkId: "alpha", ecpmUsd: 5 },
    { networkId: "beta", ecpmUsd: 3 },
  ],
  networks: { alpha: unfilling, beta: filling(3) },
});

const asItEnds: Expect = {
  requests: [
    {
      kind: "filled",
      networkId: "ssp",
      renderUri: firstPartyAd,
      rules: { alpha: "network-no-fill", beta: "not-reached" },
    },
  ],
  reports: [
    "https://shoes.example/report/win?audience=runners",
    "https://ssp.example/report/win?bid=4",
  ],
  notReported: ["https://beta.example/"],
};

/** What is unmet when the first party wins and is expected otherwise. */
async function unmet(expected: Expect, changes: Partial<ScenarioInput> = {}) {
  return (await runInline({ ...scenario, ...changes, expect: expected })).unmetExpectations;
}

it("has nothing to say when all is as expected, in whatever order reports are listed", async () => {
  expect(await unmet(asItEnds)).toEqual([]);
});

it("has nothing to say when nothing is expected", async () => {
  expect(await unmet({})).toEqual([]);
});

it.each<readonly [string, Expect, readonly string[]]>([
  [
    "another number of requests",
    { requests: [{ kind: "filled" }, { kind: "filled" }] },
    ["expected 2 requests, got 1"],
  ],
  ["no request at all", { requests: [] }, ["expected 0 requests, got 1"]],
  [
    "another end",
    { requests: [{ kind: "no-fill" }] },
    ["request-1: expected kind no-fill, got filled"],
  ],
  [
    "another network",
    { requests: [{ kind: "filled", networkId: "beta" }] },
    ["request-1: expected networkId beta, got ssp"],
  ],
  [
    "a node where the first party won",
    { requests: [{ kind: "filled", nodeId: "beta" }] },
    ["request-1: expected nodeId beta, got none"],
  ],
  [
    "another ad",
    { requests: [{ kind: "filled", renderUri: "https://shoes.example/ads/road" }] },
    [
      "request-1: expected renderUri https://shoes.example/ads/road, got https://shoes.example/ads/trail",
    ],
  ],
  [
    "another rule for a node",
    { requests: [{ kind: "filled", rules: { alpha: "node-timed-out" } }] },
    ['request-1: expected the rule of "alpha" node-timed-out, got network-no-fill'],
  ],
  [
    "a report that was not sent, and one too many of another",
    { reports: ["https://ssp.example/report/win?bid=4", "https://ssp.example/report/win?bid=4"] },
    [
      "expected a report to https://ssp.example/report/win?bid=4",
      "did not expect a report to https://shoes.example/report/win?audience=runners",
    ],
  ],
  [
    "no reports",
    { reports: [] },
    [
      "did not expect a report to https://ssp.example/report/win?bid=4",
      "did not expect a report to https://shoes.example/report/win?audience=runners",
    ],
  ],
  [
    "none of a party's reports",
    { notReported: ["https://ssp.example/"] },
    ["expected no report to https://ssp.example/report/win?bid=4"],
  ],
  [
    "several things at once",
    { requests: [{ kind: "filled", networkId: "beta", nodeId: "beta" }], reports: undefined },
    ["request-1: expected networkId beta, got ssp", "request-1: expected nodeId beta, got none"],
  ],
])("says in one sentence each what differs from %s", async (_what, expected, sentences) => {
  expect(await unmet(expected)).toEqual(sentences);
});

it("says only that there is no ad where one was expected, not all that it is not", async () => {
  const expected: Expect = {
    requests: [{ kind: "filled", networkId: "ssp", renderUri: firstPartyAd }],
  };

  expect(await unmet(expected, { device: {} })).toEqual([
    "request-1: expected networkId ssp, got beta",
    `request-1: expected renderUri ${firstPartyAd}, got https://fixed-price.example/ad`,
  ]);
  expect(await unmet(expected, { adServer: {} })).toEqual([
    "request-1: expected kind filled, got no-fill",
  ]);
});

it("expects no rule of the node that won", async () => {
  const expected: Expect = { requests: [{ kind: "filled", rules: { beta: "not-reached" } }] };

  expect(await unmet(expected, { device: {} })).toEqual([
    'request-1: expected the rule of "beta" not-reached, got none',
  ]);
});

it("counts requests in words that fit the number", async () => {
  const steps: ScenarioInput["steps"] = [{ request: "level-end" }, { request: "level-end" }];

  expect(await unmet({ requests: [{ kind: "filled" }] }, { steps })).toEqual([
    "expected 1 request, got 2",
  ]);
});
