import { expect, it } from "vitest";
import type { JsonObject } from "../../../sdk/index.ts";
import { compareSetups } from "../../../simulator/trace/compare-setups.ts";
import { aSessionStart } from "../../support/a-trace.ts";

function compare(a: JsonObject, b: JsonObject): readonly object[] {
  const sources = { "https://ssp.example/decision-logic.js": "./seller.js" };
  return compareSetups(
    aSessionStart({ scenario: a, sources }),
    aSessionStart({ scenario: b, sources }),
  );
}

function aChain(...nodes: readonly JsonObject[]): JsonObject {
  return { adServer: { slots: { home: { kind: "chain", nodes } } } };
}

function aSeller(text: string): JsonObject {
  return { sellers: { "ssp.example": { decisionLogic: { inline: text } } } };
}

it("finds nothing where nothing differs but the order of keys", () => {
  const differences = compare(
    { app: { a: 1, b: { c: [1, 2] } } },
    { app: { b: { c: [1, 2] }, a: 1 } },
  );

  expect(differences).toEqual([]);
});

it("names what differs by its path, as far inside as both have it", () => {
  const differences = compare(
    { app: { mediation: { flow: "waterfall" } }, networks: { beta: { options: { cpmUsd: 2 } } } },
    { app: { mediation: { flow: "hybrid" } }, networks: { beta: { options: {} }, gamma: {} } },
  );

  expect(differences).toEqual([
    { name: "app.mediation.flow", a: "waterfall", b: "hybrid" },
    { name: "networks.beta.options.cpmUsd", a: 2, b: undefined },
    { name: "networks.gamma", a: undefined, b: {} },
  ]);
});

it("names nodes by their id, wherever in the chain they stand", () => {
  const [alpha, beta] = [
    { networkId: "alpha", ecpmUsd: 5 },
    { networkId: "net", nodeId: "beta", ecpmUsd: 4 },
  ];

  const differences = compare(aChain(alpha, beta), aChain({ ...beta, floorCpmUsd: 2.5 }));

  expect(differences).toEqual([
    { name: "node.alpha", a: alpha, b: undefined },
    { name: "node.beta.floorCpmUsd", a: undefined, b: 2.5 },
  ]);
});

it("tells apart nodes of one id in the chains of two slots", () => {
  const slots = (ecpmUsd: number): JsonObject => ({
    home: { nodes: [{ nodeId: "beta", ecpmUsd: 1 }] },
    end: { nodes: [{ nodeId: "beta", ecpmUsd }] },
  });

  const differences = compare({ adServer: { slots: slots(2) } }, { adServer: { slots: slots(3) } });

  expect(differences).toEqual([{ name: "node.beta of end.ecpmUsd", a: 2, b: 3 }]);
});

it("says of a script which line is the first that differs, and not the whole text", () => {
  const differences = compare(aSeller("one\n  two\nthree"), aSeller("one\n  2\n3"));

  expect(differences).toEqual([{ name: "./seller.js", a: "line 2: two", b: "line 2: 2" }]);
});

it.each([
  ["one\ntwo", "one", "line 2: two", "ends after line 1"],
  ["one", "one\ntwo", "ends after line 1", "line 2: two"],
])("says which script ends first: %j, %j", (a, b, ofA, ofB) => {
  const differences = compare(aSeller(a), aSeller(b));

  expect(differences).toEqual([{ name: "./seller.js", a: ofA, b: ofB }]);
});

it("names the files where scripts come from other ones", () => {
  const differences = compareSetups(
    aSessionStart({ scenario: aSeller("x") }),
    aSessionStart({
      scenario: aSeller("y"),
      sources: { "https://ssp.example/decision-logic.js": "./other.js" },
    }),
  );

  expect(differences).toEqual([
    { name: "sellers.ssp.example.decisionLogic", a: "inline", b: "./other.js" },
  ]);
});

it("compares what somebody has edited, whatever it has become", () => {
  const differences = compare(
    { sellers: 3, adServer: { slots: [null, { nodes: "none" }] } },
    { sellers: { "ssp.example": null }, adServer: null },
  );

  expect(differences).not.toEqual([]);
});
