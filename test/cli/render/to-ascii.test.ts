import { expect, it } from "vitest";
import { hasUnicode, toAscii } from "../../../cli/render/to-ascii.ts";

it("replaces what it draws with, and keeps columns where they are", () => {
  expect(toAscii("beta  ▐██▌ ░░  – https://a…z  5 ms")).toBe("beta  ==== --  - https://a~z  5 ms");
});

it.each([
  [{}, true],
  [{ LANG: "de_DE.UTF-8" }, true],
  [{ LANG: "en_US.utf8", TERM: "xterm-256color" }, true],
  [{ LANG: "de_DE.UTF-8", LC_ALL: "C" }, false],
  [{ LANG: "en_US.ISO-8859-1" }, false],
  [{ LANG: "C.UTF-8", TERM: "dumb" }, false],
])("knows which terminals have Unicode: %o", (environment, expected) => {
  expect(hasUnicode(environment)).toBe(expected);
});
