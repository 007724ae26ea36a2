import { rename } from "node:fs/promises";
import { join } from "node:path";
import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { watchTests } from "../../cli/watch-tests.ts";
import { MediationError } from "../../sdk/index.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const script = "function scoreAd(ad, bid) { return { status: 0, score: bid }; }\n";
const tests = (name: string): string =>
  `script: ${name}.js\nfunction: scoreAd\ntests: [{ name: ${name}, expect: { score: 1 } }]\n`;

/** Watches a folder and carries out one action each time the command waits for a change. */
async function watchWhile(
  files: Readonly<Record<string, string>>,
  actions: readonly (readonly [file: string, text: string])[],
): Promise<{ readonly exitCode: number; readonly printed: readonly string[] }> {
  const folder = await aTempFolder(files);
  const interruption = new AbortController();
  const printed: string[] = [];
  const pending = [...actions];
  // At once, as editors do: a file that is half written would be another change.
  const save = async (file: string, content: string): Promise<void> => {
    await folder.write(`${file}.new`, content);
    await rename(join(folder.path, `${file}.new`), join(folder.path, file));
  };
  const onOutput = (text: string): void => {
    printed.push(text.replace(/ \(\d+ ms\)/, ""));
    if (!text.startsWith("watching")) return;
    const [file, content] = pending.shift() ?? [];
    if (file === undefined || content === undefined) interruption.abort();
    else setImmediate(() => void save(file, content));
  };
  const { exitCode } = await runCommandLine(["test", "--watch"], {
    cwd: folder.path,
    interrupted: interruption.signal,
    onOutput,
  });
  return { exitCode, printed };
}

const ok = (name: string): string => `${name}.test.yaml\n  ok      ${name}\n`;
const watching = (count: number): string => `watching ${count} files – Ctrl-C ends\n`;
const files = {
  "a.js": script,
  "b.js": script,
  "a.test.yaml": tests("a"),
  "b.test.yaml": tests("b"),
};

it("runs again what a change concerns, and nothing else", async () => {
  const { exitCode, printed } = await watchWhile(files, [
    ["b.js", `${script}// changed\n`],
    ["c.test.yaml", tests("a").replace("name: a", "name: c")],
  ]);

  expect(exitCode).toBe(0);
  expect(printed).toEqual([
    `${ok("a")}\n${ok("b")}\n2 of 2 tests passed\n`,
    watching(6),
    `${ok("b")}\n1 of 1 test passed\n`,
    watching(6),
    `${ok("c")}\n1 of 1 test passed\n`,
    watching(8),
  ]);
});

it("goes on after a script that hangs, and after a file that cannot be used", async () => {
  const { printed } = await watchWhile(files, [
    ["b.js", "while (true);"],
    ["b.js", script],
    ["a.test.yaml", "tests: []"],
    ["a.test.yaml", tests("a")],
  ]);

  const said = printed.filter((text) => !text.startsWith("watching"));
  expect(said).toEqual([
    `${ok("a")}\n${ok("b")}\n2 of 2 tests passed\n`,
    expect.stringContaining("The script was still running after 1000 ms of CPU time"),
    `${ok("b")}\n1 of 1 test passed\n`,
    expect.stringContaining("a.test.yaml:1:8  tests: expected at least one test"),
    `${ok("a")}\n1 of 1 test passed\n`,
  ]);
});

it("waits for a script that is not there yet", async () => {
  const { printed } = await watchWhile({ "a.test.yaml": tests("a") }, [["a.js", script]]);

  const said = printed.filter((text) => !text.startsWith("watching"));
  expect(said).toEqual([
    expect.stringContaining('a.test.yaml:1:9  script: Cannot read "a.js"'),
    `${ok("a")}\n1 of 1 test passed\n`,
  ]);
});

it("runs the tests of a file that vanished and came back", async () => {
  const folder = await aTempFolder({ "a.js": script, "a.test.yaml": tests("a") });
  const interruption = new AbortController();
  const [here, away] = ["a.test.yaml", "a.away"].map((name) => join(folder.path, name));
  const moves = [
    [here, away],
    [away, here],
  ];
  const printed: string[] = [];

  await runCommandLine(["test", "--watch"], {
    cwd: folder.path,
    interrupted: interruption.signal,
    onOutput(text) {
      if (!text.startsWith("watching")) return void printed.push(text.replace(/ \(\d+ ms\)/, ""));
      const [from = "", to = ""] = moves.shift() ?? [];
      if (from === "") interruption.abort();
      else setImmediate(() => void rename(from, to));
    },
  });

  const passed = `${ok("a")}\n1 of 1 test passed\n`;
  expect(printed).toEqual([passed, expect.stringContaining("There is no test file"), passed]);
});

it("has nothing to wait for where there is no test", async () => {
  const { path: cwd } = await aTempFolder({ "a.js": script });

  const { exitCode, stderr } = await runCommandLine(["test", "--watch"], { cwd });

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error ERR_TEST_NONE: .*\nhint: .*\n$/);
});

it("lets go of a run that hangs as soon as the user has enough", async () => {
  const folder = await aTempFolder({ "a.test.yaml": tests("a") });
  const interruption = new AbortController();
  const file = join(folder.path, "a.test.yaml");
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);

  const left = watchTests(
    {
      find: async () => [file],
      plan: async () => [
        {
          kind: "unusable",
          path: file,
          files: [file],
          problem: new MediationError("ERR_TEST_NONE", ""),
        },
      ],
      run: () => {
        interruption.abort();
        return new Promise(() => undefined);
      },
    },
    {
      io: {
        stdout: print,
        stderr: print,
        isColour: false,
        variables: {},
        cwd: folder.path,
        untilInterrupted: () => interruption.signal,
      },
      colours: createColors(false),
      printError: (error) => print(String(error)),
      exitWith: () => undefined,
    },
  );

  await expect(left).resolves.toBeUndefined();
  expect(printed).toEqual([]);
});
