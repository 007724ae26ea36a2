import { expect, it } from "vitest";
import type { ScenarioInput } from "../../../simulator/index.ts";
import { aWaterfall, filling, runInline } from "../../support/a-waterfall.ts";

function aScenario(network: ScenarioInput["network"], steps: ScenarioInput["steps"]) {
  return aWaterfall({
    firstParty: null,
    networks: { beta: filling(1) },
    nodes: [{ networkId: "beta", ecpmUsd: 1 }],
    scenario: { network, steps },
  });
}

it("takes the connection away and gives it back", async () => {
  const { requests, events } = await runInline(
    aScenario({}, [
      { setNetwork: { conditions: "offline" } },
      { request: "level-end" },
      { setNetwork: { conditions: "3g", jitterMs: 0, lossRate: 0 } },
      { request: "level-end" },
    ]),
  );

  expect(requests.map(({ result }) => result.kind)).toEqual(["failed", "filled"]);
  expect(events.filter(({ type }) => type === "chain.failed")).toMatchObject([
    { detail: expect.stringContaining("there is no connection") },
  ]);
  const exchanges = events.flatMap((event) => (event.type === "http.finished" ? [event] : []));
  expect(exchanges.map(({ latencyMs }) => latencyMs)).toEqual([0, 200]);
  expect(events.filter(({ type }) => type === "step.started")).toMatchObject([
    { text: "setNetwork conditions offline", scope: "device" },
    {},
    { text: "setNetwork conditions 3g, jitterMs 0, lossRate 0" },
    {},
  ]);
});

it("begins with what the scenario says, and changes one route of it", async () => {
  const url = "https://adserver.example/contextual";
  const { requests } = await runInline(
    aScenario({ routes: [{ url, fault: "unreachable" }] }, [
      { request: "level-end" },
      { setNetwork: { routes: [{ url }] } },
      { request: "level-end" },
    ]),
  );

  expect(requests.map(({ result }) => result.kind)).toEqual(["failed", "filled"]);
});

it("runs the same on a bad network, seed by seed", async () => {
  const scenario = aScenario(
    { conditions: "2g", lossRate: 0.3 },
    Array.from({ length: 8 }, () => ({ request: "level-end" })),
  );
  const kinds = async (seed: number) => {
    const { events } = await runInline(scenario, { seed });
    return events.filter(({ type }) => type === "http.finished");
  };

  const [one, again, other] = [await kinds(1), await kinds(1), await kinds(2)];

  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});
