import { expect, it } from "vitest";
import { parseScenario } from "../../simulator/parse-scenario.ts";
import { errorOf } from "../support/error-of.ts";

/** What is wrong with a network, which is line 4. */
async function problemsOf(network: string): Promise<readonly string[]> {
  const text = `version: 1
app: { appId: com.example.game }
slots: { home: { format: banner } }
networks: { omega: ${network} }
`;
  const { code, message } = await errorOf(() => parseScenario(text, { path: "s.yaml" }));
  expect(code).toBe("ERR_SCENARIO_INVALID");
  return message
    .split("\n")
    .slice(1)
    .map((line) => line.trim());
}

it.each([
  [
    "{ adapter: fixd-price, options: { cpmUsd: 2 } }",
    's.yaml:4:31  networks.omega.adapter: unknown adapter "fixd-price", did you mean "fixed-price"?',
  ],
  [
    "{ adapter: fixed-price, options: { cpmUsd: 2, fillrate: 1 } }",
    's.yaml:4:66  networks.omega.options.fillrate: unknown key, did you mean "fillRate"?',
  ],
  [
    "{ adapter: fixed-price, options: { cpmUsd: -2 } }",
    "s.yaml:4:63  networks.omega.options.cpmUsd: expected at least 0, got -2",
  ],
  [
    "{ adapter: fixed-price }",
    "s.yaml:4:13  networks.omega.options.cpmUsd: is missing, expected a number",
  ],
  [
    "{ adapter: price-distribution, options: { meanCpmUsd: 2, fillLatency: { p50Ms: 1, p95ms: 2 } } }",
    's.yaml:4:102  networks.omega.options.fillLatency.p95ms: unknown key, did you mean "p95Ms"?',
  ],
  [
    "{ adapter: unreliable, options: { behaviour: slow, wraps: { adapter: unreliable, options: { behaviour: late, wraps: { adapter: fixed-price, options: { cpmUSD: 2 } } } } } }",
    's.yaml:4:171  networks.omega.options.wraps.options.wraps.options.cpmUSD: unknown key, did you mean "cpmUsd"?',
  ],
  [
    "{ adapter: unreliable, options: { behaviour: slow, wraps: { adapter: telepathy } } }",
    's.yaml:4:89  networks.omega.options.wraps.adapter: unknown adapter "telepathy", expected one of on-device-auction, fixed-price, price-distribution, recorded, http-bidder, unreliable',
  ],
])("refuses %s when the scenario is loaded", async (network, problem) => {
  expect(await problemsOf(network)).toEqual([problem]);
});

it("says once that a number is none, although scenario and adapter both refuse it", async () => {
  const problems = await problemsOf(
    "{ adapter: fixed-price, options: { cpmUsd: 1e400, latencyMs: .nan } }",
  );

  expect(problems).toEqual([
    "s.yaml:4:63  networks.omega.options.cpmUsd: expected a finite number, got Infinity, which numbers above 1.8e308 become",
    "s.yaml:4:81  networks.omega.options.latencyMs: expected a finite number, got NaN, which is no number",
  ]);
});

it("leaves options that are no map to the scenario's schema", async () => {
  const problems = await problemsOf("{ adapter: fixed-price, options: 7 }");

  expect(problems).toEqual(["s.yaml:4:53  networks.omega.options: expected a map, got 7"]);
});

it.each([
  [
    "ecpmUsd: 1e400",
    "ecpmUsd: expected a finite number, got Infinity, which numbers above 1.8e308 become",
  ],
  ["ecpmUsd: .nan", "ecpmUsd: expected a finite number, got NaN, which is no number"],
  ["ecpmUsd: -1", "ecpmUsd: expected at least 0, got -1"],
  ["ecpmUsd: 1, floorCpmUsd: -0.5", "floorCpmUsd: expected at least 0, got -0.5"],
  ["ecpmUsd: 1, timeoutMs: 0", "timeoutMs: expected more than 0, got 0"],
])("refuses a node with %s", async (node, problem) => {
  const text = `version: 1
app: { appId: com.example.game }
slots: { home: { format: banner } }
networks: { omega: { adapter: fixed-price, options: { cpmUsd: 2 } } }
adServer: { slots: { home: { kind: chain, nodes: [{ networkId: omega, ${node} }] } } }
`;

  const { message } = await errorOf(() => parseScenario(text, { path: "s.yaml" }));

  expect(message.split("\n")[1]).toContain(`adServer.slots.home.nodes[0].${problem}`);
});
