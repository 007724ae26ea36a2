import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MediationEventSchema } from "../../../sdk/index.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder, type TempFolder } from "../../support/temp-folder.ts";

/** One network that always fills, and an expectation that a test may spoil. */
const scenario = `version: 1
name: shoes
app: { appId: com.example.game }
slots: { home-banner: { format: banner } }
networks:
  alpha: { adapter: fixed-price, options: { cpmUsd: 2, renderUri: "https://alpha.example/ad" } }
adServer:
  slots:
    home-banner: { kind: chain, nodes: [{ networkId: alpha, ecpmUsd: 2 }] }
expect:
  requests: [{ kind: filled, networkId: alpha }]
`;

async function aScenarioFolder(text: string = scenario): Promise<TempFolder> {
  return await aTempFolder({ "scenario.yaml": text });
}

async function run(folder: TempFolder, ...options: readonly string[]): Promise<CliResult> {
  return await runCommandLine(["run", "scenario.yaml", ...options], { cwd: folder.path });
}

it("prints the walk", async () => {
  const { exitCode, stdout, stderr } = await run(await aScenarioFolder());

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("alpha wins at 2.00");
});

it("prints nothing when it is to be quiet and all is well", async () => {
  const result = await run(await aScenarioFolder(), "--quiet");

  expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("prints one JSON document for programs", async () => {
  const { exitCode, stdout, stderr } = await run(await aScenarioFolder(), "--json", "--seed", "9");

  const { events, ledger, ...document } = JSON.parse(stdout) as Record<string, unknown>;
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(document).toEqual({
    name: "shoes",
    seed: 9,
    profile: "android-all-on",
    mode: "simulated",
    requests: [
      {
        requestId: "request-1",
        slotId: "home-banner",
        kind: "filled",
        ad: {
          adId: "ad-1",
          source: "node",
          networkId: "alpha",
          nodeId: "alpha",
          renderUri: "https://alpha.example/ad",
          cpmUsd: 2,
        },
      },
    ],
    steps: [],
    unmetExpectations: [],
  });
  expect(MediationEventSchema.array().parse(events)).toEqual(events);
  expect(ledger).toEqual(expect.any(Array));
});

it("writes the same trace every time, one event a line", async () => {
  const folder = await aScenarioFolder();
  await run(folder, "--quiet", "--trace", "one.jsonl");

  await run(folder, "--quiet", "--trace", "two.jsonl");

  const [one = "", two = ""] = await Promise.all(
    ["one.jsonl", "two.jsonl"].map((name) => readFile(join(folder.path, name), "utf8")),
  );
  const events = one.trimEnd().split("\n");
  expect(two).toBe(one);
  expect(events.map((line) => MediationEventSchema.parse(JSON.parse(line)).type)).toEqual(
    expect.arrayContaining(["session.started", "node.filled", "session.finished"]),
  );
});

it("fails when the run ends otherwise than expected", async () => {
  const folder = await aScenarioFolder(scenario.replace("kind: filled", "kind: no-fill"));

  const result = await run(folder, "--quiet");

  expect(result).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `error ERR_SCENARIO_EXPECTATION: Scenario "shoes" ended otherwise than it expects:
  request-1: expected kind no-fill, got filled
hint: Change "expect", or what leads to it.
`,
  });
});

const deadEndpoint = `network: { routes: [{ url: "https://adserver.example/", fault: { status: 500 } }] }\n`;

it("fails when a request did and nobody expected it", async () => {
  const folder = await aScenarioFolder(scenario.replace(/expect:[^]*/, deadEndpoint));

  const { exitCode, stderr } = await run(folder, "--quiet");

  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error ERR_ENDPOINT_STATUS: .*500/);
});

it("succeeds when a request failed as expected", async () => {
  const text = `${scenario.replace(/expect:[^]*/, deadEndpoint)}expect: { requests: [{ kind: failed }] }`;

  const result = await run(await aScenarioFolder(text), "--quiet");

  expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("lists every problem of a scenario and runs nothing", async () => {
  const folder = await aScenarioFolder(
    scenario.replace("name:", "naem:").replace("banner }", "baner }"),
  );

  const result = await run(folder, "--trace", "trace.jsonl");

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_SCENARIO_INVALID: Cannot use scenario "scenario.yaml": 2 problems
  scenario.yaml:2:1  naem: unknown key, did you mean "name"?
  scenario.yaml:4:33  slots.home-banner.format: expected one of "banner", "interstitial", "rewarded", "native", "app-open", got "baner", did you mean "banner"?
hint: Change these places; docs/scenario-format.md describes every key.
`,
  });
  await expect(readFile(join(folder.path, "trace.jsonl"))).rejects.toThrow("ENOENT");
});

it.each([
  ["nowhere/trace.jsonl", "no such file or directory"],
  [".", "illegal operation on a directory"],
  ["scenario.yaml", "the scenario is read from it"],
])("refuses to write the trace to %s", async (file, why) => {
  const folder = await aScenarioFolder();

  const result = await run(folder, "--trace", file);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_TRACE_UNWRITABLE: Cannot write the trace to "${file}": ${why}.
hint: Name a file in a folder that exists and that you may write to.
`,
  });
  expect(await readFile(join(folder.path, "scenario.yaml"), "utf8")).toBe(scenario);
});

it("names the server that a live run misses", async () => {
  const result = await run(await aScenarioFolder(), "--live");

  expect([result.exitCode, result.stdout]).toEqual([2, ""]);
  expect(result.stderr).toMatch(/^error ERR_SERVER_UNREACHABLE: /);
});

const withoutReportWin = `version: 1
name: mute
app:
  appId: com.example.game
  mediation: { firstParty: { networkId: ssp, adSelection: { seller: ssp.example, customAudienceBuyers: [shop.example] } } }
slots: { home-banner: { format: banner } }
device:
  customAudiences: [{ buyer: shop.example, name: cart, ads: [{ renderUri: https://shop.example/ad }] }]
sellers:
  ssp.example: { decisionLogic: { inline: "function scoreAd(ad, bid) { return { status: 0, score: bid }; }" } }
buyers:
  shop.example: { biddingLogic: { inline: "function generateBid(ad) { return { status: 0, ad, bid: 2 }; }" } }
adServer: { slots: { home-banner: { kind: chain, nodes: [] } } }
`;

it("fails when the winner could not report, unless the scenario says which reports go out", async () => {
  const unexpected = await run(await aScenarioFolder(withoutReportWin), "--quiet");
  const expected = await run(
    await aScenarioFolder(`${withoutReportWin}expect: { reports: [] }\n`),
    "--quiet",
  );

  expect([unexpected.exitCode, expected.exitCode]).toEqual([1, 0]);
  expect(unexpected.stderr).toContain(
    'error ERR_SDK_REPORT_FAILED: Network "ssp" could not report the impression of ad-1',
  );
});
