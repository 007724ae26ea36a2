import { expect, it } from "vitest";
import { renderDifference } from "../../../../cli/render/tests/render-difference.ts";

it.each([
  [2, 0, ["expected 2, received 0"]],
  ["a", null, ['expected "a", received null']],
  [null, undefined, ["expected null, received nothing"]],
])("needs one line for %j and %j", (expected, received, lines) => {
  const rendered = renderDifference({ expected, received });

  expect(rendered).toEqual(lines);
});

it("shows of large values what is around the differences", () => {
  const expected = Array.from({ length: 30 }, (_, index) => index);
  const received = expected.with(5, 50).with(20, 200);

  const rendered = renderDifference({ expected, received });

  expect(rendered).toEqual([
    "- expected  + received",
    "    2,",
    "    3,",
    "    4,",
    "-   5,",
    "+   50,",
    "    6,",
    "    7,",
    "    8,",
    "  …",
    "    17,",
    "    18,",
    "    19,",
    "-   20,",
    "+   200,",
    "    21,",
    "    22,",
    "    23,",
  ]);
});

it("holds texts of several lines against each other line by line", () => {
  const long = "a".repeat(40);

  const rendered = renderDifference({ expected: `${long}\nb\nc`, received: `${long}\nB\nc` });

  expect(rendered).toEqual(["- expected  + received", `  ${long}`, "- b", "+ B", "  c"]);
});

it("holds against a part where there is nothing", () => {
  const rendered = renderDifference({ expected: { a: 1 }, received: undefined });

  expect(rendered).toEqual(["- expected  + received", "- {", '-   "a": 1', "- }", "+ nothing"]);
});

it("gives up soon on values that have nothing in common, and shows how they begin", () => {
  const expected = Array.from({ length: 20_000 }, (_, index) => index);
  const received = expected.map((each) => -each - 1);

  const rendered = renderDifference({ expected, received });

  const [, one = "", other = ""] = rendered;
  expect(rendered).toHaveLength(3);
  expect([one.slice(0, 8), one.length, other.slice(0, 8), other.length]).toEqual([
    "- [0,1,2",
    201,
    "+ [-1,-2",
    201,
  ]);
});

it("ends a difference that goes on and on", () => {
  const expected = Array.from({ length: 200 }, (_, index) => index);

  const rendered = renderDifference({ expected, received: [] });

  expect(rendered).toHaveLength(62);
  expect(rendered.at(-1)).toBe("  …and 143 more lines");
});
