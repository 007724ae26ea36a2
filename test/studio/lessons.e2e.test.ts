import { existsSync, globSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { HAS_BROWSER } from "../../scripts/open-browser.ts";
import { collectLedger, type MediationEvent } from "../../sdk/index.ts";
import { loadScenario, runScenario } from "../../simulator/index.ts";
import { describePage, readLesson } from "../../studio/index.ts";
import type { PageRequest } from "../../studio/page-data.ts";
import { auditPage, measureWidth } from "../support/audit-page.ts";
import { EXAMPLES } from "../support/example-scenarios.ts";
import {
  collectViews,
  expectedViews,
  expectView,
  clickMiddle,
  holdKey,
  readItems,
} from "../support/page-views.ts";
import { openPagesHere } from "../support/studio-page.ts";

const lessons = globSync("[0-9]*/scenario.yaml", { cwd: EXAMPLES })
  .map((file) => path.dirname(file))
  .toSorted((one, other) => one.localeCompare(other));
/** Every lesson is looked at in one of them; all of them in all would take minutes. */
const looks = [
  { colorScheme: "light", width: 1_280 },
  { colorScheme: "dark", width: 400 },
  { colorScheme: "dark", width: 1_280 },
  { colorScheme: "light", width: 400 },
] as const;

describe.skipIf(!HAS_BROWSER)("the page of a lesson", () => {
  const open = openPagesHere();

  it.each(lessons.map((name, index) => [name, looks[index % looks.length]] as const))(
    "of %s shows every request step by step as the trace has it, by mouse and by keyboard",
    async (name, look) => {
      const { events, data } = await readPage(name);
      const [{ requests } = { requests: [] }] = data.runs;
      const page = await open(data, { ...look, hash: "#run=a" });

      for (const request of requests) {
        const views = expectedViews(request);
        await openRequest(page, request, views.at(0));
        const byMouse = await collectViews(page, views.at(-1), clickMiddle(page, "Forward"));
        await page.keyboard.press("Home");
        await expectView(page, views.at(0));
        const byKey = await collectViews(page, views.at(-1), holdKey(page, "ArrowRight"));

        expect(byMouse).toEqual(views);
        expect(byKey).toEqual(views);
        await expectTruth(page, request.requestId, events);
      }

      expect(requests.length).toBe(events.filter(isBeginning).length);
      expect(await measureWidth(page)).toBe(look?.width);
      expect(await auditPage(page)).toEqual([]);
    },
  );
});

async function readPage(name: string) {
  const loaded = await loadScenario(path.join(EXAMPLES, name, "scenario.yaml"));
  const { events } = await runScenario(loaded, { withBodies: true });
  const file = path.join(EXAMPLES, `../docs/lessons/${name}.md`);
  const lesson = existsSync(file) ? { lesson: (await readLesson(file)).page } : {};
  return { events, data: describePage({ name: "scenario.yaml", events }, undefined, lesson) };
}

function isBeginning({ type }: MediationEvent): boolean {
  return type === "request.started" || type === "request.refused";
}

async function openRequest(
  page: Page,
  { requestId }: PageRequest,
  first: Parameters<typeof expectView>[1],
) {
  await page.evaluate(`location.hash = "#run=a&request=${requestId}&step=1"`);
  await expectView(page, first);
}

/** Held against the events themselves, not against what a page is made from. */
async function expectTruth(page: Page, requestId: string, all: readonly MediationEvent[]) {
  const events = all.filter((event) => "requestId" in event && event.requestId === requestId);
  const cards = page.locator("[data-card^='node:']");
  const kinds = await cards.evaluateAll((each) =>
    each.map((card) => [card.getAttribute("data-card"), card.getAttribute("data-kind")] as const),
  );
  await page.getByRole("tab", { name: /Ledger/ }).click();
  const rules = await readItems(page, "Ledger");
  await page.getByRole("tab", { name: /Reports/ }).click();
  const reports = await readItems(page, "Reports");

  expect(kinds.map(([id]) => id)).toEqual(listNodes(events).map((id) => `node:${id}`));
  const outcomes = rawOutcomes(events);
  const shown = kinds.filter(([id]) => outcomes.has(String(id)));
  expect(new Map(shown)).toEqual(outcomes);
  expect(await page.getByLabel("Why", { exact: true }).textContent()).toContain(wordEnd(events));
  expect(rules.map(([, rule]) => rule)).toEqual(collectLedger(events).map(({ rule }) => rule));
  expect(reports.flatMap(([, , uri = ""]) => (uri.startsWith("https:") ? uri : []))).toEqual(
    events.flatMap((event) =>
      "uri" in event && /^(?:debug-)?report\.sent$/.test(event.type) ? event.uri : [],
    ),
  );
}

function listNodes(events: readonly MediationEvent[]): readonly string[] {
  const chain = events.find((event) => event.type === "chain.fetched");
  return chain?.nodes.map(({ nodeId }) => nodeId) ?? [];
}

/** Of each node that was loaded: how that ended, by card. */
function rawOutcomes(events: readonly MediationEvent[]): ReadonlyMap<string, string> {
  const winner = events.find((event) => event.type === "ad.selected");
  const ends = events.flatMap((event): readonly (readonly [string, string])[] => {
    switch (event.type) {
      case "node.filled":
        return [[event.nodeId, event.nodeId === winner?.nodeId ? "won" : "filled"]];
      case "node.unfilled":
        return [[event.nodeId, event.phase === "bid" ? "no-bid" : "no-fill"]];
      case "node.outbid":
        return [[event.nodeId, "outbid"]];
      case "node.timed-out":
        return [[event.nodeId, "timed-out"]];
      case "node.failed":
        return [[event.nodeId, "failed"]];
      default:
        return [];
    }
  });
  return new Map(ends.map(([nodeId, kind]) => [`node:${nodeId}`, kind]));
}

/** What has to be read of how it ended. */
function wordEnd(events: readonly MediationEvent[]): string {
  return events.find((event) => event.type === "ad.selected")?.renderUri ?? "no ";
}
