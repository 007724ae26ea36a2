import { expect, it } from "vitest";
import { runExample, toLines } from "../../support/a-trace.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

async function compare(a: string, b: string): Promise<CliResult> {
  const { path: cwd } = await aTempFolder({ "a.jsonl": a, "b.jsonl": b });
  return await runCommandLine(["compare", "a.jsonl", "b.jsonl"], { cwd });
}

const flagship = toLines(await runExample("01-waterfall"));

it("exits with 0 where traces are equal", async () => {
  const result = await compare(flagship, flagship);

  expect(result).toEqual({ exitCode: 0, stdout: "The traces are equal.\n", stderr: "" });
});

it("exits with 1 where they differ, and says where the runs part and what came of it", async () => {
  const slower = flagship
    .replaceAll('"score":2.4', '"score":4.4')
    .replace('"kind":"filled","latencyMs":540', '"kind":"filled","latencyMs":940');

  const { exitCode, stdout, stderr } = await compare(flagship, slower);

  expect([exitCode, stderr]).toEqual([1, ""]);
  expect(stdout).toBe(`first difference
  event 17, request-1, call-3: ad scored differs in score
  score
    A  2.4
    B  4.4

metrics
  metric                       A    B  B - A
  requests latencyMs p50     540  940   +400
  requests latencyMs p95     540  940   +400
  requests latencyMs p99     540  940   +400
  requests timeToFillMs p50  540  940   +400
  requests timeToFillMs p95  540  940   +400
  requests timeToFillMs p99  540  940   +400
`);
});

it("tells both events where they are of different kinds", async () => {
  const other = toLines(await runExample("04-chained-selection"));

  const { exitCode, stdout } = await compare(flagship, other);

  expect(exitCode).toBe(1);
  await expect(stdout).toMatchFileSnapshot("./snapshots/compare.txt");
});

it("tells that the seed is all there is", async () => {
  const other = toLines(await runExample("01-waterfall", { seed: 8 }));

  const { exitCode, stdout } = await compare(flagship, other);

  expect([exitCode, stdout]).toEqual([
    1,
    "started with\n  seed\n    A  7\n    B  8\n\nfirst difference\n  none, but for what follows from that\n",
  ]);
});

it("names the file that is no trace", async () => {
  const { exitCode, stdout, stderr } = await compare(flagship, "");

  expect([exitCode, stdout, stderr.split("\n")[0]]).toEqual([
    2,
    "",
    'error ERR_TRACE_INVALID: "b.jsonl" is no trace: it is empty.',
  ]);
});
