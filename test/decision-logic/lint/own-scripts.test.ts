/** What ships with Fledgling, and what its pages show, gives the lint nothing to say that isn't so. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PREBUILT_LOGIC } from "../../../decision-logic/index.ts";
import { lintScript } from "../../../decision-logic/lint/lint-script.ts";
import { runCommandLine } from "../../support/run-command-line.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

interface LintReport {
  readonly scripts: readonly {
    readonly script: string;
    readonly problems: readonly { readonly rule: string; readonly line: number }[];
  }[];
}

async function lintFolder(folder: string): Promise<LintReport> {
  const { stdout } = await runCommandLine(["lint", folder, "--format", "json"], { cwd: ROOT });
  return JSON.parse(stdout) as LintReport;
}

it("finds in all examples only the mistakes that some of them are about", async () => {
  const { scripts } = await lintFolder("examples");

  const found = scripts.flatMap(({ script, problems }) =>
    problems.map(({ rule, line }) => `${script}:${line} ${rule}`),
  );
  expect(found.toSorted()).toEqual([
    "examples/03-inclusive-floor/scripts/strict-selection.js:3 strict-floor",
    "examples/05-outcomes-have-no-order/scripts/first.js:3 first-outcome",
    "examples/09-who-reports-to-whom/scripts/travel-unguarded.js:7 unguarded-beacon",
    "examples/two-error-layers/scripts/broken-seller.js:3 unknown-signal",
  ]);
  expect(scripts.map(({ script }) => script)).toEqual(
    expect.arrayContaining(globSync("examples/**/*.js", { cwd: ROOT })),
  );
});

it("has nothing against what init writes", async () => {
  const { scripts } = await lintFolder("cli/starter");

  expect(scripts.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(scripts.map(({ script }) => script).toSorted()).toEqual(
    globSync("cli/starter/**/*.js", { cwd: ROOT }).toSorted(),
  );
});

it.each(PREBUILT_LOGIC)("has nothing against the prebuilt $name", ({ source }) => {
  expect(lintScript({ source })).toEqual([]);
});

const page = readFileSync(path.join(ROOT, "docs/how-to/write-decision-scripts.md"), "utf8");
const shown = Array.from(page.matchAll(/^```js\n([^]*?)^```$/gm), ([, source = ""]) => ({
  name: /^function (\w+)/m.exec(source)?.[1],
  source,
})).filter(({ name }) => name !== undefined);

it.each(shown)("has nothing against the $name that the how-to shows", ({ source }) => {
  // In the walk, which the page speaks of, there is one.
  expect(lintScript({ source, maxOutcomes: 1 })).toEqual([]);
});

/** Scripts in the styles that people already have, as the device's own tests run them. */
const styles = readFileSync(path.join(ROOT, "test/sdk/device/script-styles.test.ts"), "utf8");

it("says of the scripts that people already have what is so, and no more", () => {
  const scripts = Array.from(styles.matchAll(/^const (\w+) = `\n([^]*?)`;$/gm));

  const found = scripts.map(([, name, source = ""]) => [
    name,
    lintScript({ source: source.replaceAll("\\", "") }).map(({ rule, line }) => `${line} ${rule}`),
  ]);

  expect(found).toEqual([
    ["sixParameters", []],
    ["sevenParameters", ["1 wrong-arity", "2 unrepeatable"]],
    ["version3", []],
    ["debuggingBuyer", []],
    ["eightParameterScore", ["1 wrong-arity"]],
    ["templatedWin", []],
  ]);
});
