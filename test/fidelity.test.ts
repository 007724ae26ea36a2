import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PROFILE_SETTINGS, ProfileSettingsSchema } from "../sdk/device/profile.ts";
import {
  findUnproven,
  isCited,
  patternOf,
  readFacts,
  ROOT,
  type RanTest,
} from "./support/fidelity-facts.ts";

const FACTS = readFacts();
const PROOFS = FACTS.flatMap(({ proofs }) => proofs);

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

/** Names of a file's tests as they are written, those of contract suites that it runs among them. */
function titlesIn(file: string): readonly string[] {
  const source = read(file);
  const titles = source.matchAll(/(?:\bit|\))\(\s*("(?:[^"\\\n]|\\.)*"),/g);
  const suites = source.matchAll(/from "(\.[^"]+\.contract\.ts)"/g);
  return [
    ...Array.from(titles, ([, title = '""']) => JSON.parse(title) as string),
    ...Array.from(suites, ([, suite = ""]) => path.join(path.dirname(file), suite)).flatMap(
      titlesIn,
    ),
  ];
}

it("has facts in each of its eleven sections, under that section's number", () => {
  const numbers = new Set(FACTS.map(({ heading }) => heading.split(" ")[0]));

  const misplaced = FACTS.filter(
    ({ heading, section }) => !new RegExp(`^${heading.split(" ")[0]}(\\.\\d+)?$`).test(section),
  );

  expect([...numbers]).toEqual(Array.from({ length: 11 }, (_, number) => String(number)));
  expect(misplaced).toEqual([]);
});

it("states every fact once, and in no more than 25 words", () => {
  const keys = FACTS.map(({ section, statement }) => `${section} ${statement}`);

  const long = keys.filter((key) => key.split(" ").length > 26);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);

  expect([long, repeated]).toEqual([[], []]);
});

it("says of every fact which tests prove it, or why it is not modelled", () => {
  const proofs = /^`[^`]+` in \[[\w-]+\](?:<br>`[^`]+` in \[[\w-]+\])*$/;

  const unclear = FACTS.filter(({ cell }) => !proofs.test(cell) && !/^not modelled: ./.test(cell));

  expect(unclear).toEqual([]);
});

it("cites files that exist", () => {
  const missing = PROOFS.filter(({ file }) => file === "" || !existsSync(path.join(ROOT, file)));

  expect(missing).toEqual([]);
});

it("cites tests that exist, even when only this file is run", () => {
  const titlesByFile = new Map(PROOFS.map(({ file }) => [file, titlesIn(file)]));

  const missing = PROOFS.filter(
    ({ file, test }) => !titlesByFile.get(file)?.some((title) => isCited(title, test)),
  );

  expect(missing).toEqual([]);
});

it("has a row for every test of the device that cites the facts", () => {
  const uncited = globSync("test/sdk/device/**/*.test.ts", { cwd: ROOT }).flatMap((file) =>
    titlesIn(file)
      .filter((title) => title.includes("spec: on-device"))
      .filter((title) => {
        const pattern = patternOf(title);
        return !PROOFS.some((proof) => proof.file === file && pattern.test(proof.test));
      })
      .map((title) => `${file}: ${title}`),
  );

  expect(uncited).toEqual([]);
});

it("names settings that exist", () => {
  const names = new Set<string>(PROFILE_SETTINGS.map(({ name }) => name));

  const unknown = FACTS.flatMap(({ statement }) =>
    Array.from(statement.matchAll(/setting `(\w+)`/g), ([, name = ""]) => name),
  ).filter((name) => !names.has(name));

  expect(unknown).toEqual([]);
});

it("names the setting that switches each fact which was only inferred", () => {
  const inferred = FACTS.filter(({ statement }) => statement.includes("inferred"));

  const named = inferred.map(({ statement }) => /setting `(\w+)`/.exec(statement)?.[1]);

  const switches = Object.entries(ProfileSettingsSchema.shape)
    .filter(([, { description = "" }]) => description.includes("inferred"))
    .map(([name]) => name);
  expect(new Set(named)).toEqual(new Set(switches));
});

const fact = {
  heading: "1 Scripts",
  statement: "Nobody awaits a promise.",
  section: "1.1",
  cell: "`drops %s` in [generate-bid]",
  proofs: [{ file: "a.test.ts", label: "a", test: "drops %s" }],
};

it.each<[string, readonly RanTest[], string | undefined]>([
  ["all of them passed", [{ file: "a.test.ts", name: "drops it", state: "passed" }], undefined],
  ["its file was not run", [{ file: "b.test.ts", name: "keeps", state: "passed" }], undefined],
  [
    "none of them is there",
    [{ file: "a.test.ts", name: "keeps it", state: "passed" }],
    "does not exist.",
  ],
  [
    "one of them failed",
    [
      { file: "a.test.ts", name: "drops it", state: "passed" },
      { file: "a.test.ts", name: "drops all", state: "failed" },
    ],
    "failed.",
  ],
  [
    "one of them was skipped",
    [{ file: "a.test.ts", name: "drops it", state: "skipped" }],
    "did not run.",
  ],
])("tells a run in which %s from others", (_case, ran, problem) => {
  const unproven = findUnproven([fact], ran);

  expect(unproven).toEqual(
    problem === undefined
      ? []
      : [`1.1 Nobody awaits a promise.\n  "drops %s" in a.test.ts ${problem}`],
  );
});
