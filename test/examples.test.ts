import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { runCli } from "../cli/run-cli.ts";

const folders = readdirSync("examples").filter((name) =>
  existsSync(`examples/${name}/scenario.yaml`),
);

it.each(folders)("example %s prints what it promises", async (folder) => {
  const written: string[] = [];
  const failed: string[] = [];

  const exitCode = await runCli(["run", `examples/${folder}`], {
    stdout: (text) => written.push(text),
    stderr: (text) => failed.push(text),
    isColour: false,
    cwd: process.cwd(),
  });

  expect(failed).toEqual([]);
  expect(exitCode).toBe(0);
  const tooLong = written.flatMap((text) => text.split("\n")).filter(({ length }) => length > 80);
  expect(tooLong).toEqual([]);
  await expect(written.join("")).toMatchFileSnapshot(`../examples/${folder}/expected-output.txt`);
});

const programs = readdirSync("examples").filter((name) => existsSync(`examples/${name}/index.ts`));

it.each(programs)("example %s prints what it promises", async (folder) => {
  const run = promisify(execFile);
  const flags = ["--conditions=fledgling-source", "--no-warnings"];

  const { stdout } = await run(process.execPath, [...flags, `examples/${folder}/index.ts`]);

  expect(stdout.split("\n").filter(({ length }) => length > 80)).toEqual([]);
  await expect(stdout).toMatchFileSnapshot(`../examples/${folder}/expected-output.txt`);
});

it("the library example follows the flagship's walk", async () => {
  const run = promisify(execFile);
  const flags = ["--conditions=fledgling-source", "--no-warnings"];

  const { stdout } = await run(process.execPath, [...flags, "examples/as-a-library.ts"]);

  await expect(stdout).toMatchFileSnapshot("../examples/as-a-library.expected-output.txt");
});
