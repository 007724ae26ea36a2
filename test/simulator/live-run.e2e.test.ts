import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import {
  createScenarioServer,
  loadScenario,
  prepareScenario,
  runScenario,
  type LoadedScenario,
  type ScenarioRun,
} from "../../simulator/index.ts";
import { aWaterfall } from "../support/a-waterfall.ts";
import { errorOf } from "../support/error-of.ts";

/** The scenario's own server on a free port of this machine, until the test is over. */
async function serve(loaded: LoadedScenario): Promise<string> {
  const server = await createScenarioServer(loaded);
  onTestFinished(() => server.close());
  return server.listen({ host: "127.0.0.1", port: 0 });
}

function ledgerOf({ ledger }: ScenarioRun) {
  return ledger.map(({ requestId, nodeId, subject, rule, detail }) => ({
    requestId,
    nodeId,
    subject,
    rule,
    detail,
  }));
}

function reportsOf({ events }: ScenarioRun): readonly string[] {
  return events.flatMap((event) =>
    event.type === "report.sent" ? [`${event.method} ${event.uri} ${event.status}`] : [],
  );
}

function adsOf({ requests }: ScenarioRun): readonly unknown[] {
  return requests.map(({ result }) =>
    result.kind === "filled"
      ? [result.ad.networkId, result.ad.nodeId, result.ad.renderUri, result.ad.adSelectionId]
      : result.kind,
  );
}

it.each([
  "examples/01-waterfall",
  "examples/04-chained-selection",
  "examples/02-first-party-optimisation",
  "examples/03-inclusive-floor",
])("ends %s over real sockets as it does in the simulation", async (path) => {
  const loaded = await loadScenario(path);
  const serverUrl = await serve(loaded);

  const simulated = await runScenario(loaded);
  const live = await runScenario(loaded, { mode: "live", serverUrl });

  expect(live.unmetExpectations).toEqual([]);
  expect(adsOf(live)).toEqual(adsOf(simulated));
  expect(ledgerOf(live)).toEqual(ledgerOf(simulated));
  expect(reportsOf(live).toSorted()).toEqual(reportsOf(simulated).toSorted());
  expect(live.mode).toBe("live");
});

it("leaves the reports with the server", async () => {
  const loaded = await prepareScenario(aWaterfall({ bid: 2 }));
  const serverUrl = await serve(loaded);

  await runScenario(loaded, { mode: "live", serverUrl: `${serverUrl}/` });

  const collected = await (await fetch(`${serverUrl}/reports`)).json();
  expect(collected).toEqual({
    reports: [
      { method: "GET", host: "ssp.example", path: "/report/win?bid=2", body: "" },
      { method: "GET", host: "shoes.example", path: "/report/win?audience=runners", body: "" },
    ],
  });
});

it("says how to start a server when there is none", async () => {
  const loaded = await prepareScenario(aWaterfall({ scenario: { name: "lonely" } }));
  const server = await createScenarioServer(loaded);
  const serverUrl = await server.listen({ host: "127.0.0.1", port: 0 });
  await server.close();

  const error = await errorOf(() => runScenario(loaded, { mode: "live", serverUrl }));

  expect(error).toMatchObject({
    code: "ERR_SERVER_UNREACHABLE",
    hint: "Start one in another terminal: fledgling serve lonely",
  });
  expect(error.message).toContain(serverUrl);
});

it("lets its process end at once, although a network is still being waited for", async () => {
  const loaded = await loadScenario("examples/01-waterfall");
  const serverUrl = await serve(loaded);
  const program = `
    import { loadScenario, runScenario } from "fledgling/simulator";
    const loaded = await loadScenario("examples/01-waterfall");
    await runScenario(loaded);
    const { unmetExpectations } = await runScenario(loaded, { mode: "live", serverUrl: "${serverUrl}" });
    const endedAtMs = performance.now();
    process.on("exit", () => console.log(JSON.stringify({
      unmetExpectations,
      isPrompt: performance.now() - endedAtMs < 1_000,
    })));`;
  const node = [
    "--conditions=fledgling-source",
    "--no-warnings",
    "--input-type=module",
    "-e",
    program,
  ];

  const { stdout, stderr } = await promisify(execFile)(process.execPath, node);

  expect([stderr, JSON.parse(stdout)]).toEqual(["", { unmetExpectations: [], isPrompt: true }]);
});

it("forces outcomes and reveals values in a live run as in a simulated one", async () => {
  const loaded = await prepareScenario(
    aWaterfall({
      firstParty: null,
      networks: {
        alpha: { adapter: "fixed-price", options: { cpmUsd: 3, fillRate: 0, latencyMs: 1 } },
        beta: { adapter: "fixed-price", options: { cpmUsd: 1, latencyMs: 1 } },
      },
      nodes: [
        { networkId: "alpha", ecpmUsd: 3, timeoutMs: 50 },
        { networkId: "beta", ecpmUsd: 1 },
      ],
      scenario: {
        force: { alpha: "fill" },
        revealValuations: true,
        steps: [
          { request: "level-end" },
          { force: { alpha: "timeout" } },
          { request: "level-end" },
        ],
      },
    }),
  );
  const serverUrl = await serve(loaded);

  const live = await runScenario(loaded, { mode: "live", serverUrl });
  const simulated = await runScenario(loaded);

  const told = ({ events }: ScenarioRun) =>
    events.flatMap((event) =>
      event.type === "outcome.forced" || event.type === "valuation.revealed"
        ? [{ ...event, atMs: 0 }]
        : [],
    );
  expect(adsOf(live)).toEqual(adsOf(simulated));
  expect(told(live)).toEqual(told(simulated));
  expect(told(live)).toHaveLength(6);
});
