import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { REPORTERS, type ReporterName } from "../../../../cli/render/tests/reporters.ts";
import { createIsolateSandbox } from "../../../../sdk/index.ts";
import { findTestFiles, planTests, runTests } from "../../../../testing/index.ts";
import { failingSuite } from "../../../support/a-failing-suite.ts";
import { aTempFolder } from "../../../support/temp-folder.ts";

const { "seller.js": seller, "floor.test.yaml": tests } = failingSuite;

interface Wanted {
  readonly reporter?: ReporterName;
  readonly name?: string;
  readonly update?: boolean;
  readonly bail?: boolean;
  readonly seed?: number;
}

async function report(
  given: Readonly<Record<string, string>>,
  wanted: Wanted = {},
): Promise<string> {
  const { path: cwd } = await aTempFolder(given);
  return await reportIn(cwd, wanted);
}

/** Runs the tests of a folder in this process; without what is different every time. */
async function reportIn(
  cwd: string,
  { reporter = "pretty", name = "", seed, ...options }: Wanted = {},
): Promise<string> {
  const sandbox = createIsolateSandbox();
  const plans = await planTests(await findTestFiles([], cwd), { cwd, seed });
  const isWanted = (_path: string, test: string): boolean => test.includes(name);
  const outcome = await runTests(plans, { sandbox, cwd, isWanted, ...options });
  await sandbox.dispose();
  return REPORTERS[reporter](outcome, createColors(false))
    .replaceAll(/\(\d+ ms\)/g, "(… ms)")
    .replaceAll(/time="[\d.]+"/g, 'time="…"');
}

it("tells it in the Test Anything Protocol", async () => {
  const stdout = await report(failingSuite, { reporter: "tap" });

  expect(stdout).toBe(`TAP version 14
1..2
ok 1 - floor.test.yaml > above
not ok 2 - floor.test.yaml > at \\# the <floor>
  ---
  failures:
    - key: returns
      at: floor.test.yaml:11:7
      expected:
        tags:
          - a
          - c
      received:
        tags:
          - a
          - b
    - key: score
      at: floor.test.yaml:10:7
      expected: 2
      received: 0
  seed: 1
  ...
`);
});

it("tells programs everything but the time it took", async () => {
  const stdout = await report(failingSuite, { reporter: "json", name: "floor>" });

  const { files: told, ...counts } = JSON.parse(stdout) as { readonly files: readonly object[] };
  expect(counts).toEqual({ passed: 0, failed: 1, unusable: 0, filteredOut: 1, notRun: 0 });
  expect(told).toMatchObject([
    {
      path: "floor.test.yaml",
      tests: [
        {
          name: "at # the <floor>",
          place: { line: 7, column: 5 },
          passed: false,
          seed: 1,
          console: [{ level: "log", text: "bid <2>" }],
          called: { script: "seller.js", function: "scoreAd" },
        },
      ],
    },
  ]);
});

it("tells CI servers in XML", async () => {
  const xml = await report(
    { ...failingSuite, "bad.test.yaml": "tests: []\n" },
    { reporter: "junit" },
  );

  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="fledgling" tests="3" failures="1" errors="1" time="…">
  <testsuite name="bad.test.yaml" tests="1" failures="0" errors="1" time="…">
    <testcase name="bad.test.yaml" classname="bad.test.yaml" time="…">
      <error message="Cannot use test file &quot;bad.test.yaml&quot;: 1 problem">Cannot use test file &quot;bad.test.yaml&quot;: 1 problem
  bad.test.yaml:1:8  tests: expected at least one test, got an empty list</error>
    </testcase>
  </testsuite>
  <testsuite name="floor.test.yaml" tests="2" failures="1" errors="0" time="…">
    <testcase name="above" classname="floor.test.yaml" file="floor.test.yaml" line="4" time="…">
      <system-out>bid &lt;3&gt;</system-out>
    </testcase>
    <testcase name="at # the &lt;floor&gt;" classname="floor.test.yaml" file="floor.test.yaml" line="7" time="…">
      <failure message="returns">floor.test.yaml:11:7  returns
  - expected  + received
    {
      &quot;tags&quot;: [
        &quot;a&quot;,
  -     &quot;c&quot;
  +     &quot;b&quot;
      ]
    }
floor.test.yaml:10:7  score
  expected 2, received 0
scoreAd of seller.js:1 was given
  bid: 2
  and samples
console
  log  bid &lt;2&gt;
seed 1</failure>
      <system-out>bid &lt;2&gt;</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

it("writes snapshots when it is told to, and takes away those that no test has", async () => {
  const of = (name: string): string =>
    `script: seller.js\nfunction: scoreAd\ntests: [{ name: ${name}, expect: { snapshot: true } }]\n`;
  const folder = await aTempFolder({ "seller.js": seller, "a.test.yaml": of("first") });

  const missing = await reportIn(folder.path);
  const written = await reportIn(folder.path, { update: true });
  const kept = await readFile(join(folder.path, "a.test.yaml.snap.yaml"), "utf8");
  const same = await reportIn(folder.path);
  await folder.write("seller.js", seller.replace('"a", "b"', '"a"'));
  const changed = await reportIn(folder.path);
  await folder.write("a.test.yaml", of("second"));
  const renamed = await reportIn(folder.path, { update: true });
  const left = await readFile(join(folder.path, "a.test.yaml.snap.yaml"), "utf8");

  expect(missing).toContain("there is none yet: run with --update, then read what it wrote");
  expect(written).toContain("  ok      first\n  snapshots written\n");
  expect(same).toContain("1 of 1 test passed");
  expect(renamed).toContain("1 of 1 test passed");
  expect(kept)
    .toBe(`# Written by fledgling test --update. What it says is what tests expect: read it.
first:
  returns:
    status: 0
    score: 0
    tags:
      - a
      - b
  console:
    - bid <1>
`);
  expect(changed).toContain('            -       "b"\n');
  expect(left).toContain("second:");
  expect(left).not.toContain("first:");
});

it("says which snapshots no test has any more", async () => {
  const stdout = await report({
    "seller.js": seller,
    "a.test.yaml": "script: seller.js\nfunction: scoreAd\ntests: [{ name: a }]\n",
    "a.test.yaml.snap.yaml": "old: 1\n",
  });

  expect(stdout).toContain('  no test has the snapshot "old" any more: --update removes it\n');
});

it("ends at the first failure when it is told to, whatever else is running", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `{ name: t${index} }`);
  const failing = names.with(3, "{ name: bad, expect: { score: 9 } }").join(", ");
  const stdout = await report(
    {
      ...failingSuite,
      "floor.test.yaml": `script: seller.js\nfunction: scoreAd\ntests: [${failing}]\n`,
    },
    { bail: true },
  );

  expect(stdout).toContain("3 of 4 tests passed, 1 failed, 36 not run");
});

it("lists only what failed where there are many", async () => {
  const names = Array.from({ length: 60 }, (_, index) => `{ name: t${index} }`);
  const stdout = await report({
    ...failingSuite,
    "floor.test.yaml": `script: seller.js\nfunction: scoreAd\ntests: [${names.join(", ")}]\n`,
  });

  expect(stdout).toBe(`floor.test.yaml  60 of 60 tests passed

60 of 60 tests passed (… ms)
`);
});

it("prints the seed that a test failed with", async () => {
  const script = "function scoreAd() { return { status: 0, score: Math.random() }; }";
  const given = { "seller.js": script, "a.test.yaml": tests };

  const one = await report(given, { seed: 77 });
  const other = await report(given, { seed: 78 });

  expect(one).toContain("seed 77\n");
  expect(one.replaceAll("seed 77", "")).not.toBe(other.replaceAll("seed 78", ""));
});

it("names the line of a script that nobody can parse", async () => {
  const stdout = await report({
    "seller.js": "function scoreAd() {\n  return {;\n}\n",
    "a.test.yaml": "script: seller.js\nfunction: scoreAd\ntests: [{ name: a }]\n",
  });

  expect(stdout).toContain("SyntaxError: Unexpected token ';' (seller.js:2:11)");
});
