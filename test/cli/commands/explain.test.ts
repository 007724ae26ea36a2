import { beforeAll, expect, it } from "vitest";
import { runExample, toLines } from "../../support/a-trace.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

let trace = "";
beforeAll(async () => {
  trace = toLines(await runExample("01-waterfall"));
});

async function explain(...options: readonly string[]): Promise<CliResult> {
  const { path: cwd } = await aTempFolder({ "trace.jsonl": trace });
  return await runCommandLine(["explain", "trace.jsonl", ...options], { cwd });
}

it.each([
  ["the whole run", "whole", []],
  ["one node", "node", ["--node", "beta"]],
  ["one ad", "ad", ["--ad", "https://travel.example/ads/azores"]],
])("tells %s in sentences of at most 80 columns", async (_what, name, options) => {
  const { exitCode, stdout, stderr } = await explain(...options);

  expect([exitCode, stderr]).toEqual([0, ""]);
  await expect(stdout).toMatchFileSnapshot(`./snapshots/explain-${name}.txt`);
  const tooLong = stdout.split("\n").filter((line) => line.length > 80);
  expect(tooLong.filter((line) => /\S\s+\S+\s+\S/.test(line))).toEqual([]);
});

it("tells of one request only", async () => {
  const [all, first] = [await explain(), await explain("--request", "1")];

  expect(first).toEqual(all);
});

it.each([
  [
    ["--node", "gama"],
    'ERR_TRACE_NO_MATCH: There is no node "gama" in the trace.\nhint: Did you mean gamma?\n',
  ],
  [
    ["--request", "7"],
    'ERR_TRACE_NO_MATCH: There is no request "request-7" in the trace.\nhint: There is: request-1.\n',
  ],
  [
    ["--ad", "x", "--node", "beta"],
    'ERR_CLI_USAGE: Option "--ad <uri>" cannot be used with option "--node <id>".\nhint: See "fledgling explain --help".\n',
  ],
])("refuses %j", async (options, problem) => {
  const result = await explain(...options);

  expect(result).toEqual({ exitCode: 2, stdout: "", stderr: `error ${problem}` });
});

it("says how to make a trace where it is given a scenario", async () => {
  const result = await runCommandLine(["explain", "examples/01-waterfall/scenario.yaml"], {
    cwd: process.cwd(),
  });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      'error ERR_TRACE_INVALID: "examples/01-waterfall/scenario.yaml" is no trace: it does not begin with session.started.\n' +
      "hint: Write one with: fledgling run scenario.yaml --trace trace.jsonl\n",
  });
});

it("says so where it is given a folder", async () => {
  const { exitCode, stderr } = await runCommandLine(["explain", "examples"], {
    cwd: process.cwd(),
  });

  expect([exitCode, stderr.split("\n")[0]]).toEqual([
    2,
    'error ERR_TRACE_UNREADABLE: Cannot read trace "examples": it is a folder.',
  ]);
});
