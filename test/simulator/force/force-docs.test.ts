import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import type { ScenarioInput } from "../../../simulator/index.ts";
import { OUTCOME_WORDS } from "../../../simulator/scenario/force-schema.ts";
import { runInline } from "../../support/a-waterfall.ts";

const page = readFileSync(
  path.resolve(import.meta.dirname, "../../../docs/how-to/force-what-you-need.md"),
  "utf8",
);

it("has a row for every outcome that can be forced", () => {
  const rows = Array.from(page.matchAll(/^\| `([a-z-]+)` +\|/gm), ([, word]) => word);

  expect(rows).toEqual(OUTCOME_WORDS);
});

it("shows a scenario that ends as it expects", async () => {
  const [, text = ""] = /^```yaml\n([^]*?)^```$/m.exec(page) ?? [];

  const { requests, unmetExpectations } = await runInline(parse(text) as ScenarioInput);

  expect(unmetExpectations).toEqual([]);
  expect(requests).toHaveLength(4);
});
