import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CallExpectSchema, ScenarioExpectSchema } from "../../../testing/suite/expect-schema.ts";
import {
  CallTestSchema,
  LawTestSchema,
  ScenarioTestSchema,
  TestFileSchema,
} from "../../../testing/suite/test-file-schema.ts";

/** What only programs can have. */
const check = { shape: { check: undefined } };
const checkRun = { shape: { checkRun: undefined } };

/** The keys that each table of the page explains, in order of the tables. */
const tables = readFileSync("docs/test-files.md", "utf8")
  .split(/^\| key .*\n\| -.*\n/m)
  .slice(1)
  .map((table) =>
    Array.from(table.split("\n\n")[0]?.matchAll(/^\| `(\w+)`/gm) ?? [], ([, key]) => key),
  );

function keysOf(...schemas: readonly { readonly shape: object }[]): ReadonlySet<string> {
  return new Set(schemas.flatMap(({ shape }) => Object.keys(shape)));
}

it("explains every key of test files", () => {
  const [file, call, ofOne = [], ofAll = [], laws, scenario, ofRun] = tables.map(
    (keys) => new Set(keys),
  );

  expect(file).toEqual(keysOf(TestFileSchema));
  expect(call).toEqual(keysOf(CallTestSchema, check));
  expect(new Set([...ofOne, ...ofAll])).toEqual(keysOf(CallExpectSchema));
  expect(laws).toEqual(keysOf(LawTestSchema));
  expect(scenario).toEqual(keysOf(ScenarioTestSchema, checkRun));
  expect(ofRun).toEqual(keysOf(ScenarioExpectSchema));
});
