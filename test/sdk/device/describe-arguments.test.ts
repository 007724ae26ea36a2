import { expect, it } from "vitest";
import { describeArguments } from "../../../sdk/device/describe-arguments.ts";

it("writes arguments as in a call", () => {
  expect(describeArguments([{ render_uri: "https://a.example/" }, 2.5, null, [true, "text"]])).toBe(
    '{"render_uri":"https://a.example/"}, 2.5, null, [true,"text"]',
  );
});

it("cuts what is long, one argument and all of them", () => {
  const long = "x".repeat(1000);

  expect(describeArguments([long, 1])).toBe(`"${"x".repeat(79)}…, 1`);
  expect(describeArguments(Array.from({ length: 100 }, () => long))).toHaveLength(401);
});

it.each([
  ["<script>alert(1)</script>", '"\\u003cscript\\u003ealert(1)\\u003c/script\\u003e"'],
  ["\u001b[2J and \u009b2J", '"\\u001b[2J and \\u009b2J"'],
  ["two\nlines\u2028and\u2029more", '"two\\nlines\\u2028and\\u2029more"'],
  ["\u202eturned round", '"\\u202eturned round"'],
  ["a hidden \u{e0001} tag", '"a hidden \\udb40\\udc01 tag"'],
  ["half a \ud83d pair", '"half a \\ud83d pair"'],
])("takes the power from %j", (value, text) => {
  expect(describeArguments([value])).toBe(text);
});

it("leaves no half of a pair where it cuts", () => {
  const text = describeArguments([`${"x".repeat(78)}😀`]);

  expect(text.isWellFormed()).toBe(true);
});
