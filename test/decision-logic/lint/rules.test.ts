import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fixScript } from "../../../decision-logic/lint/apply-fixes.ts";
import { lintScript } from "../../../decision-logic/lint/lint-script.ts";
import type { LintSurroundings } from "../../../decision-logic/lint/lint-surroundings.ts";
import { LINT_RULES } from "../../../decision-logic/lint/rules/index.ts";
import { PROFILES } from "../../../sdk/device/profile.ts";

const PAGE = readFileSync(new URL("../../../docs/script-lint.md", import.meta.url), "utf8");

const android = { name: "android", settings: PROFILES.android };

/** What a rule has to know for its snippet, beside the script. */
const SURROUNDINGS: Readonly<Record<string, LintSurroundings>> = {
  FL108: {
    profile: { name: "silent", settings: { ...PROFILES.android, scriptConsoleAvailable: false } },
  },
  FL202: { functions: ["scoreAd"] },
  FL206: { profile: android },
  FL404: { signals: { "selection signals": { bid_floor: [2.5] } } },
  FL505: { hosts: ["shoes.example"] },
};

interface Section {
  readonly code: string;
  readonly name: string;
  readonly snippets: readonly string[];
}

const SECTIONS: readonly Section[] = Array.from(
  PAGE.matchAll(/^### (FL\d{3}) ([a-z-]+)\n([^]*?)(?=^##|(?![^]))/gm),
  ([, code = "", name = "", text = ""]) => ({
    code,
    name,
    snippets: Array.from(text.matchAll(/^```js\n([^]*?)^```$/gm), ([, snippet = ""]) => snippet),
  }),
);

it("explains every rule in a section of its own, and lists it with its facts", () => {
  const rows = Array.from(PAGE.matchAll(/^\| \[(FL\d{3})\]\(#([\w-]+)\) +\|(.*)\|$/gm), (row) => {
    const [name, severity, , dependsOn, about] = (row[3] ?? "")
      .split(" | ")
      .map((cell) => cell.trim());
    return { code: row[1], anchor: row[2], name, severity, dependsOn, about };
  });

  expect(SECTIONS.map(({ code, name }) => ({ code, name }))).toEqual(
    LINT_RULES.map(({ code, name }) => ({ code, name })),
  );
  expect(rows).toEqual(
    LINT_RULES.map(({ code, name, severity, dependsOn = "", about }) => ({
      code,
      anchor: `${code.toLowerCase()}-${name}`,
      name,
      severity,
      dependsOn,
      about,
    })),
  );
});

it.each(SECTIONS)("$code $name is all there is against its bad snippet", ({ code, snippets }) => {
  const [bad = ""] = snippets;

  const problems = lintScript({ source: bad, ...SURROUNDINGS[code] });

  expect([...new Set(problems.map((problem) => problem.code))]).toEqual([code]);
  expect(snippets).toHaveLength(2);
});

it.each(SECTIONS)("$code $name is content with its good snippet", ({ code, snippets }) => {
  const [, good = ""] = snippets;

  const problems = lintScript({ source: good, ...SURROUNDINGS[code] });

  expect(problems).toEqual([]);
});

/** What `--fix` makes of the bad snippets, where it makes anything: the good ones. */
const FIXED = ["FL201", "FL303", "FL403", "FL503", "FL504"];

it.each(SECTIONS.filter(({ code }) => FIXED.includes(code)))(
  "fixing the bad snippet of $code $name makes the good one of it",
  ({ snippets: [bad = "", good] }) => {
    const { source } = fixScript(bad, (text) => lintScript({ source: text }));

    expect(source).toBe(good);
  },
);

it("says in the list which rules can fix anything", () => {
  const listed = Array.from(PAGE.matchAll(/^\| \[(FL\d{3})\].*$/gm))
    .filter(([row]) => row.split(" | ")[3]?.trim() === "yes")
    .map(([, code]) => code);

  const fixing = SECTIONS.filter(({ code, snippets: [bad = ""] }) => {
    const source = code === "FL301" ? "function selectOutcome() { return null; }" : bad;
    return lintScript({ source, ...SURROUNDINGS[code] }).some(({ fix }) => fix !== undefined);
  }).map(({ code }) => code);

  expect(fixing).toEqual(listed);
});
