import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { failingSuite } from "../../support/a-failing-suite.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const { "seller.js": seller, "floor.test.yaml": tests } = failingSuite;

async function test(
  given: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CliResult> {
  const { path: cwd } = await aTempFolder(given);
  return await testIn(cwd, ...args);
}

/** Without what is different every time. */
async function testIn(cwd: string, ...args: readonly string[]): Promise<CliResult> {
  const result = await runCommandLine(["test", ...args], { cwd });
  const stdout = result.stdout
    .replaceAll(/\(\d+ ms\)/g, "(… ms)")
    .replaceAll(/time="[\d.]+"/g, 'time="…"');
  return { ...result, stdout };
}

it("says of each test whether it passed, and else everything that may tell why", async () => {
  const result = await test(failingSuite);

  expect(result).toEqual({
    exitCode: 1,
    stderr: "",
    stdout: `floor.test.yaml
  ok      above
  not ok  at # the <floor>
          floor.test.yaml:11:7  returns
            - expected  + received
              {
                "tags": [
                  "a",
            -     "c"
            +     "b"
                ]
              }
          floor.test.yaml:10:7  score
            expected 2, received 0
          scoreAd of seller.js:1 was given
            bid: 2
            and samples
          console
            log  bid <2>
          seed 1

1 of 2 tests passed, 1 failed (… ms)
`,
  });
});

it("runs the tests that were asked for, by file and name, and writes a report of them", async () => {
  const { path: cwd } = await aTempFolder(failingSuite);
  const args = [
    "-t",
    "FLOOR.*above",
    "--seed",
    "7",
    "--reporter",
    "junit",
    "--output",
    "report.xml",
  ];

  const result = await testIn(cwd, ...args);

  const xml = await readFile(join(cwd, "report.xml"), "utf8");
  expect(xml).toContain('<testsuites name="fledgling" tests="1" failures="0" errors="0"');
  expect(result).toEqual({
    exitCode: 0,
    stderr: "",
    stdout: `floor.test.yaml
  ok      above

1 of 1 test passed, 1 filtered out (… ms)
`,
  });
});

it("writes snapshots when it is told to, and ends at the first failure", async () => {
  const { path: cwd } = await aTempFolder({
    "seller.js": seller,
    "a.test.yaml": `script: seller.js
function: scoreAd
tests:
  - { name: first, expect: { snapshot: true } }
  - { name: second, expect: { score: 9 } }
  - { name: third }
`,
  });

  const { exitCode, stdout } = await testIn(cwd, "--update", "--bail");

  const kept = await readFile(join(cwd, "a.test.yaml.snap.yaml"), "utf8");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("1 of 2 tests passed, 1 failed, 1 not run (… ms)");
  expect(kept).toContain("first:\n  returns:\n");
});

it("runs the other files where one cannot be used, and exits with 2", async () => {
  const { exitCode, stdout } = await test({
    ...failingSuite,
    "bad.test.yaml": "script: seller.js\nfunction: scoreAds\ntests: [{ name: a }]\n",
  });

  expect(exitCode).toBe(2);
  expect(stdout).toMatch(
    /^error ERR_TEST_INVALID: Cannot use test file "bad\.test\.yaml": 1 problem\n {2}bad\.test\.yaml:2:11 {2}function: .* did you mean "scoreAd"\?\n/,
  );
  expect(stdout).toContain("1 of 2 tests passed, 1 failed, 1 file cannot be used");
});

it.each([
  [
    "a folder without tests",
    [],
    `error ERR_TEST_NONE: There is no test file in this folder.
hint: Test files are called *.test.yaml, *.test.yml, *.test.json, *.script-test.ts; docs/how-to/test-a-seller-script.md writes one.
`,
  ],
  [
    "a file that is not there",
    ["seler.js"],
    `error ERR_TEST_UNREADABLE: Cannot read test file "seler.js": there is no such file.
hint: Did you mean "seller.js"?
`,
  ],
  [
    "a file of another kind",
    ["notes.txt"],
    `error ERR_TEST_UNREADABLE: Cannot read test file "notes.txt": it is no YAML, JSON or TypeScript.
hint: Test files are *.test.yaml, *.test.yml, *.test.json, *.script-test.ts.
`,
  ],
  [
    "a pattern that nothing fits",
    ["sub/a.yaml", "-t", "nope"],
    `error ERR_TEST_NONE: No test fits -t "nope": there are 1.
hint: The pattern is looked for in the path of the file and the name of the test.
`,
  ],
  [
    "a pattern that is none",
    ["-t", "("],
    `error ERR_CLI_USAGE: -t takes a pattern: Invalid regular expression: /(/iu: Unterminated group.
hint: Write some words of the name; of a regular expression, escape what is meant literally.
`,
  ],
  [
    "a report that cannot be written",
    ["sub/a.yaml", "--output", "no/such/report"],
    `error ERR_CLI_UNWRITABLE: Cannot write the report to "no/such/report": no such file or directory.
hint: Name a file in a folder that you may write to.
`,
  ],
])("refuses %s", async (_what, args, stderr) => {
  const result = await test(
    {
      "seller.js": seller,
      "notes.txt": "",
      "sub/a.yaml": "script: ../seller.js\nfunction: scoreAd\ntests: [{ name: a }]\n",
      "node_modules/b.test.yaml": tests,
      ".hidden/c.test.yaml": tests,
    },
    ...args,
  );

  expect(result).toEqual({ exitCode: 2, stdout: "", stderr });
});

it("shows an argument that is short even where it is the sample's", async () => {
  const { path: cwd } = await aTempFolder({
    "a.js": "function scoreAd(ad, bid) { return { status: 0, score: bid * 2 }; }",
    "a.test.yaml":
      "script: a.js\nfunction: scoreAd\ntests: [{ name: a, given: { bid: 1 }, expect: { score: 1 } }]\n",
  });

  const { stdout } = await runCommandLine(["test"], { cwd });

  expect(stdout).toContain(
    "          scoreAd of a.js:1 was given\n            bid: 1\n            and samples\n",
  );
});

it("says of a file that cannot be used that nothing ran", async () => {
  const { path: cwd } = await aTempFolder({ "a.test.yaml": "tests: []\n" });

  const { exitCode, stdout } = await runCommandLine(["test"], { cwd });

  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^no test ran, 1 file cannot be used/m);
});
