import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
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
