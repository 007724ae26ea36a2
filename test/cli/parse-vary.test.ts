import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseVary } from "../../cli/parse-vary.ts";
import { errorOf } from "../support/error-of.ts";

it.each([
  ["network.*.shade=0.4..0.7:0.1", "network.*.shade", [0.4, 0.5, 0.6, 0.7]],
  ["a=1..10:4", "a", [1, 5, 9]],
  ["a=1..0:-0.25", "a", [1, 0.75, 0.5, 0.25, 0]],
  ["a=-1..1:1", "a", [-1, 0, 1]],
  ["a=3..3:1", "a", [3]],
  ["a=0.35..0.36:0.005", "a", [0.35, 0.355, 0.36]],
  [" node.beta.floor = 2.5, 3 ", "node.beta.floor", [2.5, 3]],
  ["flow=waterfall,hybrid", "flow", ["waterfall", "hybrid"]],
  ["node.beta.off=true,false", "node.beta.off", [true, false]],
  ["a='x=y',null", "a", ["x=y", null]],
  ["a=../one.js,../two.js", "a", ["../one.js", "../two.js"]],
])("reads %s", (text, path, values) => {
  expect(parseVary(text)).toEqual({ path, values });
});

it("counts in decimals, however many there are", () => {
  const range = fc.tuple(
    fc.integer({ min: -999, max: 999 }),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 0, max: 99 }),
  );
  fc.assert(
    fc.property(range, ([from, step, count]) => {
      const at = (index: number): string => ((from + index * step) / 1000).toFixed(3);

      const { values } = parseVary(`a=${at(0)}..${at(count)}:${(step / 1000).toFixed(3)}`);

      const expected = Array.from({ length: count + 1 }, (_, index) => Number(at(index)));
      expect(values.map((value) => Number(value) + 0)).toEqual(expected.map((value) => value + 0));
    }),
  );
});

it.each([
  ["shade", "it has no path and values"],
  ["=1,2", "it has no path and values"],
  ["shade=", "it has no path and values"],
  ["shade=1,,2", "one of its values is empty"],
  ["shade=0.4..1", '"0.4..1" is no FROM..TO:STEP in plain decimals'],
  ["shade=a..b:1", '"a..b:1" is no FROM..TO:STEP in plain decimals'],
  ["shade=0..1:1e-9", '"0..1:1e-9" is no FROM..TO:STEP in plain decimals'],
  ["shade=\u22121..1:1", '"\u22121..1:1" is no FROM..TO:STEP in plain decimals'],
  ["shade=1,.inf", '".inf" is no value that a setting can have'],
  ["shade=.nan", '".nan" is no value that a setting can have'],
  ["shade=1,2, 1.0", "1.0 is there already"],
  ["shade=0..1:0", "steps of 0 do not lead from 0 to 1"],
  ["shade=0..1:-0.1", "steps of -0.1 do not lead from 0 to 1"],
  ["shade=0..1:0.001", "these are 1001 values, and 100 are the most"],
  [
    `shade=${Array.from({ length: 101 }, (_, index) => index).join()}`,
    "these are 101 values, and 100 are the most",
  ],
  ["shade=1,[", "Flow sequence must end with a ]"],
])("refuses %s", async (text, why) => {
  const error = await errorOf(() => parseVary(text));

  expect([error.code, error.hint]).toEqual([
    "ERR_CLI_USAGE",
    'Write for example: --vary "network.*.shade=0.4..1:0.1" or --vary flow=waterfall,hybrid',
  ]);
  expect(error.message).toContain(`--vary takes PATH=VALUES, got "${text}": ${why}`);
});
