import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { createIsolateSandbox, DECISION_FUNCTIONS } from "../../../sdk/index.ts";
import { readScriptFile } from "../../../simulator/index.ts";
import { callScript } from "../../../testing/index.ts";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

it("writes a starter that runs as it promises", async () => {
  const { path: cwd } = await aTempFolder();

  const written = await runCommandLine(["init", "shoes"], { cwd });
  const run = await runCommandLine(["run", "shoes", "--quiet"], { cwd });

  expect(written).toEqual({
    exitCode: 0,
    stdout: `Wrote a starter scenario:
  shoes/scenario.yaml
  shoes/seller.js
  shoes/buyer.js

Run it with:
  fledgling run shoes/scenario.yaml
`,
    stderr: "",
  });
  expect(run).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

it("lets editors find the schema", async () => {
  const { path: cwd } = await aTempFolder();

  await runCommandLine(["init"], { cwd });

  const text = await readFile(join(cwd, "scenario.yaml"), "utf8");
  const [, schema = ""] = /^# yaml-language-server: \$schema=(.+)$/m.exec(text) ?? [];
  await expect(stat(resolve(cwd, schema))).resolves.toBeDefined();
});

it("writes the scenario in TypeScript when asked to", async () => {
  const { path: cwd } = await aTempFolder();

  const { exitCode } = await runCommandLine(["init", "--typescript"], { cwd });

  const files = await readdir(cwd);
  expect([exitCode, files.toSorted()]).toEqual([0, ["buyer.js", "scenario.mts", "seller.js"]]);
});

it("overwrites nothing", async () => {
  const { path: cwd } = await aTempFolder({ "buyer.js": "mine" });

  const result = await runCommandLine(["init"], { cwd });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_UNWRITABLE: Cannot write "buyer.js": it is there already.
hint: Name another folder ("fledgling init my-scenario"), or move the file away.
`,
  });
  expect(await readdir(cwd)).toEqual(["buyer.js"]);
});

it("says why it cannot write", async () => {
  const { path: cwd } = await aTempFolder({ file: "" });

  const result = await runCommandLine(["init", "file/folder"], { cwd });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_UNWRITABLE: Cannot write a starter: not a directory.
hint: Name a folder that you may write to.
`,
  });
});

it.each(DECISION_FUNCTIONS)("writes a script with $id that a device accepts", async ({ id }) => {
  const { path: cwd } = await aTempFolder();

  const { exitCode, stdout } = await runCommandLine(["init", "--script", id, "mine"], { cwd });

  const [name = ""] = /mine\/\S+\.js/.exec(stdout) ?? [];
  const script = await readScriptFile(name, { folder: cwd });
  const { decisions } = await callScript({ script, function: id }, createIsolateSandbox());
  expect([exitCode, decisions]).toEqual([0, [{ kind: "ok", value: expect.anything() }]]);
});

it.each(DECISION_FUNCTIONS)("writes a test of $id that passes", async ({ id }) => {
  const { path: cwd } = await aTempFolder();
  const { stdout } = await runCommandLine(["init", "--script", id, "mine"], { cwd });
  const [, file = ""] = /fledgling test (\S+)/.exec(stdout) ?? [];

  const result = await runCommandLine(["test", file, "--coverage-min", "100"], { cwd });

  expect(result).toMatchObject({ exitCode: 0, stderr: "" });
  expect(result.stdout).toMatch(/^(\d+) of \1 tests passed/m);
});

it("writes a script that finds its types", async () => {
  const { path: cwd } = await aTempFolder();

  const written = await runCommandLine(["init", "--script", "generateBidV3"], { cwd });

  const project = await readFile(join(cwd, "tsconfig.json"), "utf8");
  const script = await readFile(join(cwd, "generate-bid-v3.js"), "utf8");
  expect(written).toEqual({
    exitCode: 0,
    stdout: `Wrote a starter script and a test of it:
  generate-bid-v3.js
  generate-bid-v3.test.yaml
  tsconfig.json

Call its function, and run the test, with:
  fledgling call generate-bid-v3.js generateBidV3
  fledgling test generate-bid-v3.test.yaml
`,
    stderr: "",
  });
  expect(JSON.parse(project)).toEqual({ extends: "fledgling/decision-logic/tsconfig.json" });
  expect(script).toContain('@type {import("fledgling/decision-logic/types").GenerateBidV3<');
});

it("leaves a project that is there as it is", async () => {
  const { path: cwd } = await aTempFolder({ "tsconfig.json": "{}" });

  const { exitCode } = await runCommandLine(["init", "--script", "scoreAd"], { cwd });

  const project = await readFile(join(cwd, "tsconfig.json"), "utf8");
  expect([exitCode, project]).toEqual([0, "{}"]);
});

it("knows no script for a function that a device does not call", async () => {
  const { exitCode, stderr } = await runCommandLine(["init", "--script", "scoreAds"]);

  expect(exitCode).toBe(2);
  expect(stderr).toContain("Allowed choices are generateBid, generateBidV3, scoreAd");
});
