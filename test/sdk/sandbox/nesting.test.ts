import { expect, it } from "vitest";
import { nestsDeeper } from "../../../sdk/sandbox/nesting.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

it.each([
  [nested(3), 3, false],
  [nested(4), 3, true],
  [`[${nested(2)},${nested(2)},${nested(2)}]`, 3, false],
  [`{"a":{"b":[{"c":1}]},"d":[]}`, 3, true],
  [JSON.stringify(["[[[[", '"[[[[', "\\", '\\"[[[[', [["]"]]]), 3, false],
  [JSON.stringify(["\\", [[["a"]]]]), 3, true],
  ['["never closed', 1, false],
])("sees in %s that it is deeper than %i levels: %s", (json, most, isDeeper) => {
  expect(nestsDeeper(json, most)).toBe(isDeeper);
});
