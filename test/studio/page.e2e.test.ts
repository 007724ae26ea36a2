import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadScenario, replayTrace, runScenario } from "../../simulator/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import type { PageCard, PageData, PageRequest } from "../../studio/page-data.ts";
import type { PageSource } from "../../studio/run/page-source.ts";
import { aPage } from "../support/a-page.ts";
import { EXAMPLES } from "../support/example-scenarios.ts";
import { HAS_BROWSER, openBrowser } from "../support/open-browser.ts";
import { openPage, writePage, type OpenOptions, type OpenedPage } from "../support/studio-page.ts";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const allPanels = ["script", "ledger", "reports", "events"];
const played = ["01-waterfall", "04-chained-selection", "07-programmatic", "08-hybrid"];

let browser: Browser;
let pages = "";
let opened: OpenedPage[] = [];

// The npm package with the browser has one for Linux on x64 only.
describe.skipIf(!HAS_BROWSER)("a page that replays a run", () => {
  beforeAll(async () => {
    browser = await openBrowser();
    pages = mkdtempSync(path.join(tmpdir(), "fledgling-pages-"));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(pages, { recursive: true });
  });
  afterEach(async () => {
    const troubles = opened.flatMap((one) => one.troubles);
    await Promise.all(opened.map(({ page }) => page.context().close()));
    opened = [];
    if (troubles.length > 0) throw new Error(troubles.join("\n"));
  });

  it.each(played)("shows every step of %s as the trace has it, by keyboard", async (name) => {
    const data = await pageOf(name);
    const request = firstRequest(data);
    const page = await open(data, { hash: `#request=${request.requestId}&step=1` });

    const shown: Shown[] = [];
    for (const _ of request.steps) {
      shown.push(await look(page));
      await page.keyboard.press("ArrowRight");
    }

    expect(shown).toEqual(expectedViews(request));
  });

  it("goes to the first step, forward, back and to the last one by mouse", async () => {
    const data = await pageOf("01-waterfall");
    const request = firstRequest(data);
    const expected = expectedViews(request);
    const page = await open(data);

    const opening = await look(page);
    await page.getByRole("button", { name: "First step" }).click();
    const shown = [await look(page)];
    for (const _ of request.steps.slice(1)) {
      await page.getByRole("button", { name: "Forward" }).click();
      shown.push(await look(page));
    }
    await page.getByRole("button", { name: "Back" }).click();
    const before = await look(page);
    await page.getByRole("button", { name: "Last step" }).click();

    expect(shown).toEqual(expected);
    expect([opening, before, await look(page)]).toEqual([
      expected.at(-1),
      expected.at(-2),
      expected.at(-1),
    ]);
  });

  it("plays from the first step to the last, and pauses, by the space bar", async () => {
    const page = await open(aPage({ stepCount: 4 }));
    await page.getByLabel("Speed").selectOption("8");
    await page.locator("h1").click();

    await page.keyboard.press("Space");
    await page.getByText("step 2 of 4").waitFor();
    await page.keyboard.press("Space");
    const isPaused = await page.getByRole("button", { name: "Play", exact: true }).isVisible();
    await page.keyboard.press("Space");
    await page.getByText("step 4 of 4").waitFor();

    expect(isPaused).toBe(true);
    expect((await look(page)).sentence).toBe("Sentence number 4.");
  });

  it("says where it is in its address, and opens there", async () => {
    const data = aPage();
    const page = await open(data, { hash: "#request=request-1&step=3" });

    const before = await look(page);
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/#request=request-1&step=4$/);

    expect([before.sentence, (await look(page)).sentence]).toEqual([
      "Sentence number 3.",
      "Sentence number 4.",
    ]);
  });

  it("goes to the next request and back by J and K", async () => {
    const data = await pageOf("01-waterfall");
    const page = await open(data);
    const chosen = page.getByLabel("Requests").getByRole("option", { selected: true });

    await page.keyboard.press("k");
    const before = await chosen.textContent();
    await page.keyboard.press("j");

    expect(before).toContain("before the first step");
    expect(await chosen.textContent()).toContain("request-1");
  });

  it("leaves out what only the device sees, if asked to", async () => {
    const data = await pageOf("01-waterfall");
    const ofWalk = firstRequest(data).steps.filter(({ level }) => /walk|after/.test(level));
    const page = await open(data, { hash: "#step=1" });

    await page.getByLabel("Which steps").selectOption("the walk alone");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");

    const { step, sentence } = await look(page);
    expect({ step, sentence }).toEqual({
      step: `step 2 of ${ofWalk.length}`,
      sentence: ofWalk[1]?.text,
    });
  });

  it("tells the timeline as text, as far as it has been played", async () => {
    const page = await open(aPage(), { hash: "#step=11" });
    const lines = page.getByLabel("Timeline", { exact: true }).getByRole("listitem");
    await page.getByText("Timeline as text").click();

    const before = await lines.allTextContents();
    await page.keyboard.press("End");

    const budgets = ["beta 400 ms to answer", "gamma 400 ms to answer"];
    expect(before).toEqual([budgets[0], "beta beta was asked", budgets[1]]);
    expect(await lines.allTextContents()).toEqual([
      budgets[0],
      "beta beta was asked",
      "beta beta answered 40 ms late",
      budgets[1],
      "gamma gamma was asked",
    ]);
  });

  it("has the colours of the system until the reader wants others", async () => {
    const page = await open(aPage(), { colorScheme: "dark" });
    const scheme = page.locator("html");

    const before = await scheme.getAttribute("data-mantine-color-scheme");
    await page.getByRole("button", { name: "Switch to light colours" }).click();

    const after = await scheme.getAttribute("data-mantine-color-scheme");
    expect([before, after]).toEqual(["dark", "light"]);
  });

  it("shows the call of a script with its source, arguments, result and console", async () => {
    const page = await open(aPage(), { hash: "#request=request-1&step=2" });
    const panel = page.getByRole("tabpanel", { name: /Scripts/ });

    const marked = await panel.locator(".cm-marked").allTextContents();

    expect([marked[0], marked.length]).toEqual([
      "function selectOutcome(outcomes, selection_signals) {",
      5,
    ]);
    expect(await panel.locator("dd, dd ~ dd").allTextContents()).toEqual([
      '[{"id":"-1","bid":2.4}]',
      '{"bid_floor":5}',
    ]);
    expect(await panel.getByText('{"status":0,"result":null}').count()).toBe(1);
    expect(await panel.getByLabel("Console").textContent()).toBe("Consolelogbid 2.4");
  });

  it("filters the ledger by rule and by words", async () => {
    const data = await pageOf("01-waterfall");
    const page = await open(data, { hash: "#panel=ledger" });
    const lines = page.getByRole("tabpanel", { name: /Ledger/ }).getByRole("listitem");

    const all = await lines.count();
    await page.getByLabel("Rule").selectOption("node-timed-out");
    const ofRule = await lines.allTextContents();
    await page.getByLabel("Find in the ledger").fill("nobody of that name");

    expect(all).toBe(firstRequest(data).ledgerIndexes.length);
    expect(ofRule).toEqual([expect.stringContaining("beta did not answer within 400 ms")]);
    expect(await lines.count()).toBe(0);
  });

  it("shows any event as the trace has it", async () => {
    const data = await pageOf("01-waterfall");
    const page = await open(data, { hash: "#panel=events" });

    await page.getByLabel("Find events").fill("ad.selected");
    await page.getByLabel("Events", { exact: true }).getByRole("option").click();
    const drawer = page.getByRole("dialog");
    await drawer.waitFor();

    const text = (await drawer.locator(".cm-line").allTextContents()).join("\n");
    expect(JSON.parse(text)).toEqual(
      data.runs[0]?.events.find(({ type }) => type === "ad.selected"),
    );
  });

  it("compares two runs node by node", async () => {
    const data = await pageOf("01-waterfall", "04-chained-selection");
    const page = await open(data);

    const rows = page.getByRole("table", { name: "Nodes of request-1" }).getByRole("rowheader");
    const nodes = await rows.allTextContents();
    await page.getByRole("button", { name: "Play run B" }).click();

    const expected = data.comparison?.requests[0]?.rows.map(({ title }) => title) ?? [];
    expect(nodes.map((text) => text.replace(" they part here", ""))).toEqual([...expected, "end"]);
    expect(await page.locator("h1").textContent()).toBe("first party wins");
  });

  it("marks the node at which two runs part, and plays either run from there", async () => {
    const source = await runExample("01-waterfall");
    const { run } = await replayTrace(source.events, { set: { "node.beta.timeoutMs": 9000 } });
    const data = describePage(source, { name: "replay", events: run.events });
    const page = await open(data);

    const marked = await page.getByRole("row", { name: /they part here/ }).allTextContents();
    await page.getByRole("button", { name: "Play run B" }).click();

    const { divergence, requests = [] } = data.comparison ?? {};
    const apart = requests.flatMap(({ rows }) => rows.filter((row) => row.isDivergence));
    const step = data.runs[1]?.requests[0]?.steps.find(
      ({ eventIndex }) => eventIndex === divergence?.bEventIndex,
    );
    expect(marked).toEqual(apart.map(({ title }) => expect.stringContaining(title)));
    expect(apart).toHaveLength(1);
    expect((await look(page)).sentence).toBe(step?.text);
  });

  it.each(["light", "dark"] as const)("can be used by everybody, in %s colours", async (scheme) => {
    const one = await pageOf("01-waterfall");
    const two = await pageOf("01-waterfall", "04-chained-selection");
    const violations: unknown[] = [];

    for (const width of [1_280, 400]) {
      for (const panel of width === 400 ? ["script"] : allPanels) {
        const hash = `#request=request-1&step=34&panel=${panel}`;
        violations.push(...(await audit(one, { width, colorScheme: scheme, hash })));
      }
      violations.push(...(await audit(two, { width, colorScheme: scheme })));
    }

    expect(violations).toEqual([]);
  });

  it.each([1_280, 400])("fits into %i pixels", async (width) => {
    const hash = "#request=request-1&step=34";
    const one = await open(await pageOf("01-waterfall"), { width, hash });
    const two = await open(await pageOf("01-waterfall", "04-chained-selection"), { width });

    expect(await Promise.all([one, two].map((page) => page.evaluate(scrollWidth)))).toEqual([
      width,
      width,
    ]);
  });

  it("executes nothing that a trace says", async () => {
    const flag = "window.hacked=1";
    const payloads = [
      `"><script>${flag}</script>`,
      `'><img src=x onerror=${flag}>`,
      `--></script></title></style><script>${flag}</script>`,
      `javascript:${flag}`,
      `\${${flag}} {{${flag}}} \u2028${flag}\u2029`,
    ].join(" ");
    const data = spoil(await pageOf("01-waterfall", "04-chained-selection"), payloads);

    for (const panel of allPanels) {
      const page = await open(data, { hash: `#run=a&panel=${panel}` });
      await page.getByRole("button", { name: "First step" }).click();
      expect(await page.evaluate("window.hacked")).toBe(undefined);
      expect(await page.getByRole("main").textContent()).toContain(`<script>${flag}</script>`);
    }
    const compared = await open(data);
    expect(await compared.evaluate("window.hacked")).toBe(undefined);
    expect(await compared.getByRole("main").textContent()).toContain(`<script>${flag}</script>`);
  });

  it("stays usable with ten thousand events", async () => {
    const page = await open(aPage({ stepCount: 10_000 }), { hash: "#panel=events" });

    await page.getByText("step 10,000 of 10,000").waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");

    expect((await look(page)).sentence).toBe("Sentence number 2.");
    expect(await page.getByRole("option").count()).toBeLessThan(100);
  });
});

interface Shown {
  readonly step: string | undefined;
  readonly sentence: string | undefined;
  readonly cards: readonly (readonly [string, string])[];
}

async function look(page: Page): Promise<Shown> {
  await page.getByLabel("Playback").waitFor();
  return page.evaluate<Shown>(`({
    step: document.querySelector("[aria-label=Playback]").innerText.match(/step [0-9,]+ of [0-9,]+/)?.[0],
    sentence: document.querySelector("p[aria-live]").textContent,
    cards: Array.from(document.querySelectorAll("[data-card]"), (card) => [
      card.dataset.card, card.dataset.kind,
    ]),
  })`);
}

/** What the data says is to be seen at each step. */
function expectedViews({ steps, cards }: PageRequest): readonly Shown[] {
  return steps.map(({ eventIndex, text }, index) => ({
    step: `step ${index + 1} of ${steps.length}`,
    sentence: text,
    cards: cards.map((card) => [card.cardId, kindAt(card, eventIndex)]),
  }));
}

function kindAt({ changes, state }: PageCard, eventIndex: number): string {
  const past = changes.filter((change) => change.eventIndex <= eventIndex);
  if (past.length === changes.length) return state.kind;
  return past.at(-1)?.state.kind ?? "waiting";
}

async function open(data: PageData, options: OpenOptions = {}): Promise<Page> {
  const one = await openPage(browser, await writePage(pages, data), options);
  opened.push(one);
  return one.page;
}

async function audit(data: PageData, options: OpenOptions): Promise<readonly unknown[]> {
  const page = await open(data, options);
  await page.getByRole("main").waitFor();
  await page.evaluate(axe);
  return page.evaluate<readonly unknown[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + " " + failureSummary).join("; ")))`,
  );
}

const scrollWidth = "document.documentElement.scrollWidth";

async function runExample(name: string): Promise<PageSource> {
  const loaded = await loadScenario(path.join(EXAMPLES, name, "scenario.yaml"));
  const { events } = await runScenario(loaded, { withBodies: true });
  return { name: "scenario.yaml", events };
}

async function pageOf(name: string, otherName?: string): Promise<PageData> {
  const other = otherName === undefined ? undefined : await runExample(otherName);
  return describePage(await runExample(name), other);
}

function firstRequest({ runs }: PageData): PageRequest {
  const request = runs[0]?.requests[0];
  if (request === undefined) throw new Error("This page has no request.");
  return request;
}

/** The same with more in every text, but for words that the page chooses by. */
function spoil<Value>(value: Value, payloads: string): Value {
  if (typeof value === "string") return `${value} ${payloads}` as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => spoil(each, payloads)) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      ["kind", "tone", "level", "flow"].includes(name) ? each : spoil(each, payloads),
    ]),
  ) as Value;
}
