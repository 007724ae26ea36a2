import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(root, "cli/bin.ts");

interface ProcessResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const nodeArguments = ["--conditions=fledgling-source", "--no-warnings", bin];

function runBin(argv: readonly string[], nodeOptions: readonly string[] = []): ProcessResult {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, ...nodeArguments, ...argv],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

it("runs a starter in TypeScript, which finds Fledgling where it is installed", async () => {
  const { path: cwd } = await aTempFolder();
  await mkdir(join(cwd, "node_modules"));
  await symlink(root, join(cwd, "node_modules/fledgling"), "junction");
  await runCommandLine(["init", "--typescript"], { cwd });

  const result = runBin(["run", cwd, "--quiet"]);

  expect(result).toEqual({ status: 0, stdout: "", stderr: "" });
});

it("says on an older Node what to do, before anything else", async () => {
  const { path } = await aTempFolder({
    "older-node.cjs":
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } });',
  });

  const result = runBin(["--help"], ["--require", `${path}/older-node.cjs`]);

  expect(result).toEqual({
    status: 2,
    stdout: "",
    stderr: `error: Fledgling needs Node 24 or newer and this is Node 20.1.0.
hint: Install a newer Node from https://nodejs.org and try again.
`,
  });
});

it("exits with what the command came to", () => {
  const result = runBin(["run", "nowhere.yaml"]);

  expect(result).toEqual({
    status: 2,
    stdout: "",
    stderr: `error ERR_SCENARIO_UNREADABLE: Cannot read scenario "nowhere.yaml": there is no such file.
hint: Check the path, or write a starter scenario with "fledgling init".
`,
  });
});

it("tells a scenario in TypeScript how to find Fledgling", async () => {
  const { path: cwd } = await aTempFolder();
  await runCommandLine(["init", "--typescript"], { cwd });

  const { status, stderr } = runBin(["run", cwd]);

  expect(status).toBe(2);
  expect(stderr).toContain("Cannot find package 'fledgling' imported from");
  expect(stderr).toContain("hint: Install Fledgling where the scenario is: npm install --save-dev");
});

it("stops watching at Ctrl-C, and all is well", async () => {
  const { path: cwd } = await aTempFolder();
  await runCommandLine(["init"], { cwd });
  const child = spawn(process.execPath, [...nodeArguments, "run", cwd, "--watch", "--quiet"]);
  const [printed] = await once(child.stderr, "data");

  child.kill("SIGINT");

  const [status] = await once(child, "exit");
  expect([String(printed), status]).toEqual(["watching 3 files – Ctrl-C ends\n", 0]);
});

it("does not mind when nobody listens to the end", async () => {
  const { path: cwd } = await aTempFolder();
  await runCommandLine(["init"], { cwd });
  const child = spawn(process.execPath, [...nodeArguments, "run", cwd]);
  const complaints: unknown[] = [];
  child.stderr.on("data", (text) => complaints.push(text));

  child.stdout.destroy();

  const [status] = await once(child, "exit");
  expect([status, complaints]).toEqual([0, []]);
});
