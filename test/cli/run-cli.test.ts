import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COMMANDS } from "../../cli/commands/index.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

it.each([[[]], [["--help"]], [["-h"]]])("prints its help for %j", async (argv) => {
  const { exitCode, stdout, stderr } = await runCommandLine(argv);

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^Usage: fledgling \[options\] \[command\]\n/);
  expect(stdout).toContain("run a scenario and explain it");
});

it("gives every command a help of 80 columns", async () => {
  const { stdout } = await runCommandLine([]);
  const verbs = Array.from(stdout.matchAll(/^ {2}([a-z][a-z-]*) .*$/gm), ([, verb]) => verb ?? "");

  const helps = await Promise.all(verbs.map((verb) => runCommandLine([verb, "--help"])));

  const lines = helps.flatMap((help) => help.stdout.split("\n"));
  expect(verbs).toHaveLength(COMMANDS.length);
  expect(helps.map(({ exitCode }) => exitCode)).toEqual(verbs.map(() => 0));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

it.each(["run", "init", "profile", "contextual-key", "contextual-sign"])(
  "ends the help of %s with an example",
  async (verb) => {
    const { stdout } = await runCommandLine([verb, "--help"]);

    expect(stdout).toMatch(new RegExp(`\nExamples?:(?:\n {2}fledgling ${verb} [^\n]+)+\n$`));
  },
);

it("prints the version of the package", async () => {
  const file = new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };

  const result = await runCommandLine(["--version"]);

  expect(result).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

it.each([
  [["rnu"], 'Unknown command "rnu".', 'Did you mean run? See "fledgling --help".'],
  [["frobnicate"], 'Unknown command "frobnicate".', 'See "fledgling --help".'],
  [["--frobnicate"], 'Unknown option "--frobnicate".', 'See "fledgling --help".'],
  [["run"], 'Missing required argument "scenario".', 'See "fledgling run --help".'],
  [
    ["run", "a", "b"],
    'Too many arguments for "run". Expected 1 argument but got 2: a, b.',
    'See "fledgling run --help".',
  ],
  [
    ["run", "a", "--sede", "7"],
    'Unknown option "--sede".',
    'Did you mean --seed? See "fledgling run --help".',
  ],
  [["run", "a", "--seed"], 'Option "--seed <n>" argument missing.', 'See "fledgling run --help".'],
  [
    ["run", "a", "--seed", "abc"],
    '--seed takes a whole number, got "abc".',
    "Write for example: --seed 7",
  ],
  [
    ["run", "a", "--seed", "1.5"],
    '--seed takes a whole number, got "1.5".',
    "Write for example: --seed 7",
  ],
  [
    ["run", "a", "--seed", "99999999999999999999"],
    '--seed takes a whole number, got "99999999999999999999".',
    "Write for example: --seed 7",
  ],
  [
    ["run", "a", "--json", "--quiet"],
    'Option "--json" cannot be used with option "--quiet".',
    'See "fledgling run --help".',
  ],
])("says what is wrong with %j, and what to do", async (argv, message, hint) => {
  const result = await runCommandLine(argv);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_USAGE: ${message}\nhint: ${hint}\n`,
  });
});

it("prints the help where options came without a command", async () => {
  const { exitCode, stdout, stderr } = await runCommandLine(["--verbose"]);

  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Usage: fledgling/);
});

it("colours what somebody looks at, unless told not to", async () => {
  const coloured = await runCommandLine(["run"], { isColour: true });
  const plain = await runCommandLine(["run", "--no-color"], { isColour: true });

  expect(coloured.stderr).toContain("\u001B[31merror ERR_CLI_USAGE:");
  expect(plain.stderr).not.toContain("\u001B");
});

it("shows a stack trace only when asked to", async () => {
  const brief = await runCommandLine(["run", "nowhere.yaml"]);
  const verbose = await runCommandLine(["run", "nowhere.yaml", "--verbose"]);

  expect(brief.stderr).not.toMatch(/^ {4}at /m);
  expect(verbose.stderr).toMatch(/^ {4}at /m);
});

it("prints no control character of anybody else's", async () => {
  const network = "\u001B[2J\u001B]0;mine\u0007";
  const scenario = {
    version: 1,
    app: { appId: "com.example.game" },
    slots: { home: { format: "banner" } },
    networks: { [network]: { adapter: "fixed-price", options: { cpmUsd: 1 } } },
    adServer: { slots: { home: { kind: "chain", nodes: [{ networkId: network, ecpmUsd: 1 }] } } },
  };
  const { path: cwd } = await aTempFolder({ "rude.json": JSON.stringify(scenario) });

  const run = await runCommandLine(["run", "rude.json", "--trace", "trace.jsonl"], { cwd });
  const summary = await runCommandLine(["summary", "trace.jsonl"], { cwd });
  const refused = await runCommandLine(["explain", "trace.jsonl", "--node", network], { cwd });

  const printed = [run, summary, refused]
    .flatMap(({ stdout, stderr }) => [stdout, stderr])
    .join("");
  expect(run.exitCode).toBe(0);
  expect(printed).not.toMatch(/[^\P{Cc}\n]/u);
});
