import { expect, it } from "vitest";
import { lintScript } from "../../../decision-logic/lint/lint-script.ts";

const score = "function scoreAd(ad, bid) { return { status: 0, score: bid }; }";

function placesIn(source: string): readonly string[] {
  return lintScript({ source }).map(
    ({ rule, line, column, endLine, endColumn }) =>
      `${rule} ${line}:${column}-${endLine}:${endColumn}`,
  );
}

it("gives each problem its place, its words, and a fix where one is safe", () => {
  const source = "function selectOutcome() {\n  return null;\n}\n";

  expect(lintScript({ source })).toEqual([
    {
      code: "FL301",
      rule: "no-result-object",
      severity: "error",
      message: "selectOutcome gives back null, which the device refuses.",
      hint: "Give back { status: 0, result }, where result is one of the outcomes, or null for nobody.",
      line: 2,
      column: 10,
      endLine: 2,
      endColumn: 14,
      fix: { range: [36, 40], text: "{ status: 0, result: null }" },
    },
  ]);
});

it("says where the parser gave up, and nothing else", () => {
  const source = "fetch('/');\nfunction scoreAd( {\n";

  expect(lintScript({ source })).toEqual([
    {
      code: "FL101",
      rule: "unparsable",
      severity: "error",
      message: "The script cannot be parsed: Unexpected token.",
      hint: "Mend the syntax; a device would find no function in this script.",
      line: 3,
      column: 1,
      endLine: 3,
      endColumn: 1,
    },
  ]);
});

it.each([
  ["a module with a mistake", `import "./a.js";\nconst a = 1 +;\n`, "unparsable 2:14-2:14"],
  ["await at the top level", "await 1;\n", "unparsable 1:7-1:7"],
  ["a redeclaration", `let a;\nlet a;\n${score}`, "unparsable 2:5-2:5"],
  [
    "an address of very many parts, if it can be parsed",
    `const reporting_uri = ${'"a"+'.repeat(100_000)}"a";`,
    "unparsable 1:1-1:1",
  ],
  ["brackets without end", "[".repeat(100_000), "unparsable 1:1-1:1"],
  ["a sum of very many parts", `${score}\nvar x = ${"1+".repeat(100_000)}1;`, "unparsable 1:1-1:1"],
])("survives %s", (_what, source, problem) => {
  expect(placesIn(source)).toEqual([problem]);
});

it.each([
  ["a name for itself", "const scoreAd = scoreAd;"],
  ["functions that are names for each other", "const scoreAd = helper; const helper = scoreAd;"],
  [
    "values that are made of each other",
    `${score} const a = b.id + b; const b = a.id + a; const uri = { reporting_uri: a };`,
  ],
  [
    "conditions that are made of each other",
    `${score} const a = () => b(); const b = () => a(); if (a()) a();`,
  ],
])("ends for %s", (_what, source) => {
  expect(placesIn(source)).toEqual([]);
});

it("has nothing but the absence of functions to say of an empty script", () => {
  expect(placesIn("")).toEqual(["missing-function 1:1-1:1"]);
});

it.each([
  ["Unix", "\n"],
  ["Windows", "\r\n"],
  ["very old Macs", "\r"],
  ["paragraphs", "\u2029"],
])("counts the lines of %s", (_whose, end) => {
  const source = ["", score, "", "/* 😀 */ fetch('/');"].join(end);

  expect(placesIn(source)).toEqual(["missing-global 4:10-4:15"]);
});

it("lists problems in the order of the text, whatever rule they are of", () => {
  const source = `var b = btoa("");\n${score.replace("score: bid", "scor: bid * Math.random()")}\nfetch("/");`;

  expect(placesIn(source)).toEqual([
    "missing-global 1:9-1:13",
    "misnamed-result-key 2:49-2:53",
    "unrepeatable 2:61-2:74",
    "missing-global 3:1-3:6",
  ]);
});

it("leaves what a comment switches off alone, by name or by code", () => {
  const source = `${score}
// fledgling-lint-disable-next-line missing-global -- polyfilled by the wrapper
atob(btoa(""));
/* fledgling-lint-disable-next-line FL103, unrepeatable -- a try-out */
fetch(Math.random());`;

  expect(placesIn(source)).toEqual([]);
});

it("wants a reason and a rule, knows its rules, and finds comments that are not needed", () => {
  const source = `${score}
// fledgling-lint-disable-next-line missing-global
atob("");
// fledgling-lint-disable-next-line
btoa("");
// fledgling-lint-disable-next-line missing-globals -- because
fetch("");
// fledgling-lint-disable-next-line unrepeatable -- because
// fledgling-lint-disable-next-line foreign-host -- elsewhere it is`;

  const problems = lintScript({ source }).map(({ line, rule, message, hint }) => [
    line,
    rule,
    message,
    hint,
  ]);

  expect(problems).toEqual([
    [
      2,
      "unexplained-disable",
      "Nothing says why missing-global may be broken here.",
      "Write: // fledgling-lint-disable-next-line rule -- reason",
    ],
    [
      4,
      "unexplained-disable",
      "The comment names no rule, and switches nothing off.",
      "Write: // fledgling-lint-disable-next-line rule -- reason",
    ],
    [
      5,
      "missing-global",
      "There is no btoa on a device: using it throws.",
      "Work on strings; a loop over charCodeAt() and a table does the same.",
    ],
    [6, "unused-disable", 'There is no rule "missing-globals".', "Did you mean missing-global?"],
    [
      7,
      "missing-global",
      "There is no fetch on a device: using it throws.",
      "A script cannot fetch: have the device fetch trusted signals, and read those.",
    ],
    [8, "unused-disable", "unrepeatable has nothing against the line below.", "Take it out."],
  ]);
});
