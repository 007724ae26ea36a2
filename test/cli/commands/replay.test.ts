import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SHORT_FORMS } from "../../../simulator/index.ts";
import { runExample, toLines } from "../../support/a-trace.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const flagship = toLines(await runExample("01-waterfall"));

const eventOfBeta =
  flagship.split("\n").findIndex((line) => /"node\.started".*"beta"/.test(line)) + 1;

async function replay(...options: readonly string[]): Promise<CliResult> {
  const { path: cwd } = await aTempFolder({ "trace.jsonl": flagship });
  return await runCommandLine(["replay", "trace.jsonl", ...options], { cwd });
}

it("says that nothing has changed where nothing was", async () => {
  expect(await replay()).toEqual({
    exitCode: 0,
    stdout: "Nothing was changed, and the replay equals the trace.\n",
    stderr: "",
  });
});

it("says what was changed, who won before and after, and what came of it", async () => {
  const { exitCode, stdout, stderr } = await replay("--set", "node.beta.timeout=4000");

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^ {2}requests latencyMs p50 +540 +3120 +\+2580$/m);
  expect(stdout.split("\n\nmetrics\n")[0]).toBe(`changed
  node.beta.timeout  400 → 4000

who won
  request-1
    before  node gamma with https://travel.example/ads/azores
    after   node beta with https://travel.example/ads/azores

first difference
  event ${eventOfBeta}, request-1, node beta: node started differs in timeoutMs
  timeoutMs
    before  400
    after   4000`);
});

it("leaves out of a request that ended as before what it did not change", async () => {
  const { stdout } = await replay("--set", "node.beta.off=true", "--set", "node.delta.floor=1");

  expect(stdout.split("\n\n").slice(0, 2)).toEqual([
    "changed\n  node.beta.off  false → true\n  node.delta.floor  nothing → 1",
    "who won\n  request-1\n    as before  node gamma with https://travel.example/ads/azores",
  ]);
});

it("takes a setting away that is set to nothing", async () => {
  const { stdout } = await replay("--set", "node.beta.timeoutMs=");

  expect(stdout).toContain("changed\n  node.beta.timeoutMs  400 → nothing\n");
});

it("says when the trace is of another Fledgling", async () => {
  const older = flagship.replace(/"fledglingVersion":"[^"]*"/, '"fledglingVersion":"0.0.1"');
  const { path: cwd } = await aTempFolder({ "trace.jsonl": older });

  const { stdout } = await runCommandLine(["replay", "trace.jsonl"], { cwd });

  expect(stdout).toMatch(/^started with\n {2}fledglingVersion\n {4}before {2}0\.0\.1\n/);
});

it("prints one JSON document for programs", async () => {
  const { exitCode, stdout } = await replay("--set", "seed=9", "--json");

  expect([exitCode, JSON.parse(stdout)]).toEqual([
    0,
    {
      changes: [{ path: "seed", from: 7, to: 9 }],
      ends: [
        {
          requestId: "request-1",
          a: "node gamma with https://travel.example/ads/azores",
          b: "node gamma with https://travel.example/ads/azores",
        },
      ],
      comparison: { isEqual: false, setup: [{ name: "seed", a: 7, b: 9 }], ends: [], metrics: [] },
    },
  ]);
});

it("writes a trace of the replay, which can be replayed again", async () => {
  const { path: cwd } = await aTempFolder({ "trace.jsonl": flagship });
  const set = ["--set", "node.beta.off=true", "--trace", "new.jsonl"];

  const first = await runCommandLine(["replay", "trace.jsonl", ...set], { cwd });
  const second = await runCommandLine(["replay", "new.jsonl"], { cwd });

  expect(first.exitCode).toBe(0);
  expect(second.stdout).toBe("Nothing was changed, and the replay equals the trace.\n");
  expect(await readFile(join(cwd, "new.jsonl"), "utf8")).not.toContain('"nodeId":"beta"');
});

it("does not write over the trace that it replays", async () => {
  const { exitCode, stderr } = await replay("--trace", "trace.jsonl");

  expect([exitCode, stderr.split("\n")[0]]).toEqual([
    2,
    'error ERR_TRACE_UNWRITABLE: Cannot write the trace to "trace.jsonl": the scenario is read from it.',
  ]);
});

it("lists every knob with its value, aligned", async () => {
  const { exitCode, stdout } = await replay("--knobs");

  const lines = stdout.trimEnd().split("\n");
  const columns = new Set(lines.map((line) => /^\S+ +/.exec(line)?.[0].length));
  const rows = Object.fromEntries(lines.map((line) => line.split(/ +(.*)/)));
  expect([exitCode, columns.size]).toEqual([0, 1]);
  expect(rows).toMatchObject({
    flow: "waterfall",
    profile: "android-all-on",
    "node.beta.timeoutMs": "400",
    "node.beta.floorCpmUsd": "–",
    "node.beta.off": "false",
    "network.delta.latencyMs": "80",
    "network.routes.0.latencyMs": "3000",
  });
});

it("lists knobs as JSON", async () => {
  const { stdout } = await replay("--knobs", "--json");

  const { knobs } = JSON.parse(stdout) as { readonly knobs: readonly unknown[] };
  expect(knobs).toContainEqual({ path: "node.beta.timeoutMs", value: 400 });
});

it.each([
  ["timeout", 'ERR_CLI_USAGE: --set takes PATH=VALUE, got "timeout": it has no path and value.'],
  [
    "seed=[1",
    'ERR_CLI_USAGE: --set takes PATH=VALUE, got "seed=[1": Flow sequence must end with a ] at line 1, column 3.',
  ],
  ["node.bta.floor=1", 'ERR_REPLAY_KNOB: There is no knob "node.bta.floor" in this run.'],
  ["flow=fast", 'ERR_REPLAY_KNOB: Cannot set "flow":'],
])("refuses --set %s", async (set, problem) => {
  const { exitCode, stdout, stderr } = await replay("--set", set);

  const [line = ""] = stderr.split("\n");
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(line).toBe(`error ${problem}`);
});

it("does not list knobs of a run that it is to change at the same time", async () => {
  const { exitCode, stderr } = await replay("--knobs", "--set", "seed=1");

  expect([exitCode, stderr.split("\n")[0]]).toEqual([2, expect.stringContaining("ERR_CLI_USAGE")]);
});

it("has all short forms in its documentation, in their order", async () => {
  const page = await readFile("docs/how-to/replay-a-run.md", "utf8");
  const rows = Array.from(page.matchAll(/^\| `([^`]+)` +\| `([^`]+)`/gm), ([, form, full]) => ({
    form,
    standsFor: full,
  }));

  expect(rows).toEqual(SHORT_FORMS.map(({ form, standsFor }) => ({ form, standsFor })));
});
