import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { summarizeTrace } from "../../../simulator/index.ts";
import { EXAMPLES, runExample, toLines } from "../../support/a-trace.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

async function summarize(folder: string, ...options: readonly string[]): Promise<CliResult> {
  const trace = toLines(await runExample(folder));
  const { path: cwd } = await aTempFolder({ "trace.jsonl": trace });
  return await runCommandLine(["summary", "trace.jsonl", ...options], { cwd });
}

it("prints all networks in one table, and requests apart from it", async () => {
  const { exitCode, stdout, stderr } = await summarize("07-price-distribution");

  expect([exitCode, stderr]).toEqual([0, ""]);
  await expect(stdout).toMatchFileSnapshot("./snapshots/summary.txt");
});

it.each(EXAMPLES)("fits 80 columns and has no colours in a pipe: %s", async (folder) => {
  const { stdout } = await summarize(folder);

  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).not.toMatch(/undefined|NaN/);
  expect(stdout).not.toContain("\u001B");
});

it("has colours on a terminal, and the same words", async () => {
  const { path: cwd } = await aTempFolder({
    "trace.jsonl": toLines(await runExample("03-chain-exhausted")),
  });
  const print = async (isColour: boolean): Promise<readonly string[]> => {
    const printed = ["summary", "explain"].map((command) =>
      runCommandLine([command, "trace.jsonl"], { cwd, isColour }),
    );
    return (await Promise.all(printed)).map(({ stdout }) => stdout);
  };

  const [plain, coloured] = [await print(false), await print(true)];

  expect(coloured.map(stripVTControlCharacters)).toEqual(plain);
  expect(coloured.every((text) => text.includes("\u001B"))).toBe(true);
});

it("prints every number, unrounded, for programs", async () => {
  const { exitCode, stdout } = await summarize("07-price-distribution", "--json");

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual(summarizeTrace(await runExample("07-price-distribution")));
});
