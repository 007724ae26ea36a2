import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { HAS_BROWSER } from "../../scripts/open-browser.ts";
import { loadScenario, replayTrace, runScenario } from "../../simulator/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import type { PageData, PageRequest } from "../../studio/page-data.ts";
import type { PageSource } from "../../studio/run/page-source.ts";
import { aLesson } from "../support/a-lesson.ts";
import { aPage } from "../support/a-page.ts";
import { aSweep } from "../support/a-sweep.ts";
import { auditPage, measureWidth } from "../support/audit-page.ts";
import { EXAMPLES } from "../support/example-scenarios.ts";
import { clickMiddle, collectViews, expectedViews, expectView } from "../support/page-views.ts";
import { openPagesHere } from "../support/studio-page.ts";

const allPanels = ["lesson", "script", "ledger", "reports", "events"];
/** Long enough for a machine with much else to do. */
const patience = { timeout: 15_000 } as const;

// The npm package with the browser has one for Linux on x64 only.
describe.skipIf(!HAS_BROWSER)("a page that replays a run", () => {
  const open = openPagesHere();

  it("goes to the first step, forward, back and to the last one by mouse", async () => {
    const data = await pageOf("04-chained-selection");
    const views = expectedViews(firstRequest(data));
    const page = await open(data);

    await expectView(page, views.at(-1));
    await page.getByRole("button", { name: "First step" }).click();
    await expectView(page, views.at(0));
    const shown = await collectViews(page, views.at(-1), clickMiddle(page, "Forward"));
    await page.getByRole("button", { name: "Back" }).click();
    await expectView(page, views.at(-2));
    await page.getByRole("button", { name: "Last step" }).click();
    await expectView(page, views.at(-1));

    expect(shown).toEqual(views);
  });

  it("plays from the first step to the last, and pauses, by the space bar", async () => {
    const page = await open(aPage({ stepCount: 4 }));
    await page.getByLabel("Speed").selectOption("8");
    await page.locator("h1").click();

    await page.keyboard.press("Space");
    await page.locator("p[aria-live=off]").waitFor();
    await page.getByText("step 2 of 4").waitFor();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    await page.keyboard.press("Space");
    await page.getByText("step 4 of 4").waitFor();
    await page.locator("p[aria-live=polite]").waitFor();

    await expectSentence(page, "Sentence number 4.");
  });

  it("says where it is in its address, and opens there", async () => {
    const data = aPage();
    const page = await open(data, { hash: "#request=request-1&step=3" });

    await expectSentence(page, "Sentence number 3.");
    await page.keyboard.press("ArrowRight");

    await expectSentence(page, "Sentence number 4.");
    await page.waitForURL(/#request=request-1&step=4$/);
  });

  it("goes where its address is sent to, also if it hears of that late", async () => {
    const page = await open(aPage(), { hash: "#request=request-1&step=3" });
    await page.addInitScript(`addEventListener("hashchange", (event) => {
      if (!event.isTrusted) return;
      event.stopImmediatePropagation();
      setTimeout(() => dispatchEvent(new Event("hashchange")), 500);
    })`);
    await page.reload();
    await expectSentence(page, "Sentence number 3.");

    await page.keyboard.press("ArrowRight");
    await page.evaluate(`location.hash = "#request=request-1&step=1"`);

    await expectSentence(page, "Sentence number 1.");
  });

  it("goes to the next request and back by J and K", async () => {
    const data = await pageOf("01-waterfall");
    const page = await open(data);
    const chosen = page.getByLabel("Requests").getByRole("option", { selected: true });

    await page.keyboard.press("k");
    await expect.poll(() => chosen.textContent(), patience).toContain("before the first step");
    await page.keyboard.press("j");
    await expect.poll(() => chosen.textContent(), patience).toContain("request-1");
  });

  it("leaves out what only the device sees, if asked to", async () => {
    const data = await pageOf("01-waterfall");
    const ofWalk = firstRequest(data).steps.filter(({ level }) => /walk|after/.test(level));
    const page = await open(data, { hash: "#step=1" });

    await page.getByLabel("Which steps").selectOption("the walk alone");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");

    await expectSentence(page, ofWalk[1]?.text);
    await page.getByText(`step 2 of ${ofWalk.length}`).waitFor();
  });

  it("tells the timeline as text, as far as it has been played", async () => {
    const page = await open(aPage(), { hash: "#step=11" });
    const lines = page.getByLabel("Timeline", { exact: true }).getByRole("listitem");
    await page.getByText("Timeline as text").click();

    const before = await lines.allTextContents();
    await page.keyboard.press("End");

    const budgets = ["beta 400 ms to answer", "gamma 400 ms to answer"];
    expect(before).toEqual([budgets[0], "beta beta was asked", budgets[1]]);
    await expect
      .poll(() => lines.allTextContents(), patience)
      .toEqual([
        budgets[0],
        "beta beta was asked",
        "beta beta answered 40 ms late",
        budgets[1],
        "gamma gamma was asked",
      ]);
    const picture = await page.getByRole("img", { name: /^Timeline/ }).textContent();
    expect(picture).toContain("40 ms late");
  });

  it("opens on the ledger where no script ran", async () => {
    const data = aPage();
    const page = await open({ ...data, runs: data.runs.map((run) => ({ ...run, calls: [] })) });

    await findTab(page, "ledger").waitFor();

    expect(await page.getByRole("group", { name: "Ledger" }).getByRole("listitem").count()).toBe(
      10,
    );
  });

  it("has the colours of the system until the reader wants others", async () => {
    const page = await open(aPage(), { colorScheme: "dark" });
    const scheme = page.locator("html");

    const nameScheme = (): Promise<string | null> =>
      scheme.getAttribute("data-mantine-color-scheme");

    await expect.poll(nameScheme, patience).toBe("dark");
    await page.getByRole("button", { name: "Switch to light colours" }).click();
    await expect.poll(nameScheme, patience).toBe("light");
  });

  it("shows the call of a script with its source, arguments, result and console", async () => {
    const page = await open(aPage(), { hash: "#request=request-1&step=2" });
    const panel = page.getByRole("tabpanel", { name: /Scripts/ });

    const marked = panel.locator(".cm-marked");

    await expect.poll(() => marked.count(), patience).toBe(5);
    expect(await marked.first().textContent()).toBe(
      "function selectOutcome(outcomes, selection_signals) {",
    );
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

    const all = firstRequest(data).ledgerIndexes.length;
    await page.getByText(`${all} of ${all} so far`).waitFor();
    await page.getByLabel("Rule").selectOption("node-timed-out");
    await page.getByText("1 of 1 so far").waitFor();
    const ofRule = await lines.allTextContents();
    await page.getByLabel("Find in the ledger").fill("nobody of that name");
    await page.getByText("No line like that.").waitFor();

    expect(ofRule).toEqual([expect.stringContaining("beta did not answer within 400 ms")]);
    expect(await lines.count()).toBe(0);
  });

  it("says in ledger and reports what is still to come", async () => {
    const data = await pageOf("01-waterfall");
    const { steps, reportIndexes } = firstRequest(data);
    const reports = reportIndexes.flatMap((index) => data.runs[0]?.reports[index] ?? []);
    const second = steps.findIndex(({ eventIndex }) => eventIndex === reports[1]?.eventIndex);
    const page = await open(data, { hash: `#panel=reports&step=${second + 1}` });
    const lines = page.getByRole("tabpanel", { name: /Reports/ }).getByRole("listitem");
    const ahead = lines.filter({ hasText: "still to come" });

    await page.getByText(`2 of ${reports.length} so far`).waitFor();
    const before = await ahead.count();
    await page.keyboard.press("End");
    await page.getByText(`${reports.length} of ${reports.length} so far`).waitFor();

    expect([before, await ahead.count()]).toEqual([reports.length - 2, 0]);
    expect(await lines.count()).toBe(reports.length);
  });

  it("keeps to the line at hand in a ledger of thousands, and to the reader who scrolls", async () => {
    const page = await open(aPage({ stepCount: 10_000 }), { hash: "#panel=ledger&step=5000" });
    const box = page.getByRole("group", { name: "Ledger" });
    const lines = box.getByRole("listitem");
    const current = box.locator("[aria-current]");

    await expect.poll(() => current.isVisible(), patience).toBe(true);
    const drawn = await lines.count();
    await box.evaluate((element) => element.scrollTo(0, 0));
    await box.locator("[aria-posinset='1']").waitFor();

    expect(drawn).toBeLessThan(60);
    expect(await box.evaluate((element) => element.scrollTop)).toBe(0);
  });

  it("shows any event as the trace has it, by keyboard once the reader wants it", async () => {
    const data = await pageOf("01-waterfall");
    const page = await open(data, { hash: "#panel=events" });

    await page.getByLabel("Find events").fill("ad.selected");
    const list = page.getByLabel("Events", { exact: true });
    await list.focus();
    await page.keyboard.press("Home");
    await list.getByRole("option", { selected: true }).waitFor();
    const drawer = page.getByRole("dialog");
    const wasOpen = await drawer.isVisible();
    await page.keyboard.press("Enter");
    await drawer.waitFor();

    const text = (await drawer.locator(".cm-line").allTextContents()).join("\n");
    expect(wasOpen).toBe(false);
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
    const title = data.runs[1]?.facts.name;
    await expect.poll(() => page.locator("h1").textContent(), patience).toBe(title);
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
    await expectSentence(page, step?.text);
  });

  it("draws both runs on one scale, and where they part in both", async () => {
    const source = await runExample("01-waterfall");
    const { run } = await replayTrace(source.events, { set: { "node.beta.timeoutMs": 9000 } });
    const data = describePage(source, { name: "replay", events: run.events });
    const page = await open(data);
    const timelines = page.getByRole("img", { name: /^Timeline of request-1 in run [ab];/ });

    await timelines.nth(1).waitFor();
    const [a = "", b = ""] = await timelines.allTextContents();

    const ticks = /^(?:[\d,]+ ms)+/;
    expect(ticks.exec(a)?.[0]).toBe(ticks.exec(b)?.[0]);
    expect([a, b].map((words) => words.includes("they part here"))).toEqual([true, true]);
  });

  it("shows a lesson beside the run, its answers folded, and copies what is to be typed", async () => {
    const page = await open({ ...(await pageOf("01-waterfall")), lesson: aLesson() });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const lesson = page.getByRole("article", { name: "Lesson 3" });
    const answer = lesson.getByText("The first party: equal is enough.");

    const wasFolded = !(await answer.isVisible());
    await lesson.getByText("Who wins with a bid of 3.00?").focus();
    await page.keyboard.press("Space");
    await answer.waitFor();
    await lesson.getByRole("button", { name: "Copy" }).first().click();
    await lesson.getByText("Copied").waitFor();

    expect(wasFolded).toBe(true);
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      "fledgling run examples/03-inclusive-floor",
    );
    expect(await lesson.getByRole("heading").allTextContents()).toEqual([
      "Lesson 3The inclusive floor",
      "What you'll see",
      "Run it",
      "Check yourself",
    ]);
    expect(await lesson.getByRole("link").evaluateAll((links) => links.map(String))).toEqual([
      "https://example.org/proposal",
    ]);
  });

  it.each(["run", "sweep", "comparison"] as const)(
    "brings the lesson of a %s into a narrow window",
    async (view) => {
      const other = view === "comparison" ? "04-chained-selection" : undefined;
      const extras = view === "sweep" ? { sweep: aSweep() } : {};
      const data = { ...(await pageOf("01-waterfall", other)), ...extras, lesson: aLesson() };
      const page = await open(data, { width: 400, hash: "#panel=events" });

      await page.getByRole("button", { name: "Lesson 3" }).click();

      const heading = page.getByRole("heading", { name: "The inclusive floor" });
      await expect.poll(async () => (await heading.boundingBox())?.y, patience).toBeLessThan(400);
    },
  );

  it("goes through the values of a sweep by the slider, and says so in the address", async () => {
    const sweep = aSweep();
    const page = await open({ ...aPage(), sweep });
    const slider = page.getByRole("slider", { name: sweep.setting });
    const cells = page.getByRole("group", { name: "All metrics" }).getByRole("cell");

    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.getByText(sweep.sentences[2] ?? "").waitFor();
    await page.waitForURL(/#at=0\.80$/);
    await page.getByLabel("Metric", { exact: true }).selectOption("eCPM");
    await page.waitForURL(/#at=0\.80&metric=ecpmUsd$/);

    const measures = sweep.metrics.flatMap((_, metric) =>
      sweep.series.map(({ points }) => points[2]?.measures[metric]?.text ?? "none"),
    );
    expect(await cells.allTextContents()).toEqual(measures);
    expect(await slider.getAttribute("aria-valuetext")).toBe("network.*.shade 0.80");
  });

  it("opens a sweep where its address says, with who won each request, and then the run", async () => {
    const sweep = aSweep({ requestCount: 1_000 });
    const page = await open({ ...aPage(), sweep }, { hash: "#at=0.95&metric=fillRate" });
    const requests = page.getByRole("group", { name: "Requests" });

    await page.getByText(sweep.sentences[5] ?? "").waitFor();
    const first = await requests.getByRole("row", { name: /^request-1 / }).textContent();
    const drawn = await requests.getByRole("row").count();
    await page.getByRole("radiogroup").getByText("Run").click();
    await page.getByLabel("Playback").waitFor();

    expect(first).toBe("request-1node a-103.50node a-205.15");
    expect(drawn).toBeLessThan(60);
    await page.waitForURL(/run=a/);
  });

  it.each(["light", "dark"] as const)(
    "can be used by everybody, in %s colours",
    async (colorScheme) => {
      const one = { ...(await pageOf("01-waterfall")), lesson: aLesson() };
      const two = await pageOf("01-waterfall", "04-chained-selection");
      const many = { ...aPage(), sweep: aSweep({ seriesNames: ["a", "b", "c", "d"] }) };
      const panels = colorScheme === "light" ? allPanels : ["ledger"];
      const told: unknown[] = [];

      const page = await open(one, { colorScheme, hash: "#request=request-1&step=34" });
      for (const panel of panels) {
        await page.evaluate(`location.hash = "#request=request-1&step=34&panel=${panel}"`);
        await findTab(page, panel).waitFor();
        told.push(...(await auditPage(page)));
      }
      for (const each of [await open(two, { colorScheme }), await open(many, { colorScheme })]) {
        for (const width of [1_280, 400]) {
          await each.setViewportSize({ width, height: 800 });
          told.push(...(await auditPage(each)));
        }
      }

      expect(told).toEqual([]);
    },
  );

  it("fits into the window, wide or narrow", async () => {
    const one = { ...(await pageOf("01-waterfall")), lesson: aLesson() };
    const two = await pageOf("01-waterfall", "04-chained-selection");
    const widths: number[] = [];

    for (const data of [one, two, { ...one, sweep: aSweep() }]) {
      const page = await open(data, { width: 400 });
      await expect.poll(() => measureWidth(page), patience).toBe(400);
      await page.setViewportSize({ width: 1_280, height: 800 });
      widths.push(await measureWidth(page));
    }

    expect(widths).toEqual([1_280, 1_280, 1_280]);
  });

  it("executes nothing that a trace says", async () => {
    const flag = "window.hacked=1";
    const payloads = [
      `"><script>${flag}</script>`,
      `'><img src=x onerror=${flag}>`,
      `--></script></title></style><script>${flag}</script>`,
      `javascript:${flag}`,
      `\${${flag}} {{${flag}}} \u2028${flag}\u2029`,
      `\u202E\u200B${"W".repeat(500)}`,
    ].join(" ");
    const all = await pageOf("01-waterfall", "04-chained-selection");
    const data = spoil({ ...all, lesson: aLesson(), sweep: aSweep() }, payloads);
    const page = await open(data, { hash: "#view=compare" });
    const places = [
      ["view=compare", page.getByRole("region", { name: "Metrics" })],
      ["view=sweep", page.getByRole("region", { name: "Chart" })],
      ...allPanels.map((panel) => [`run=a&panel=${panel}`, findTab(page, panel)] as const),
    ] as const;

    for (const [place, sign] of places) {
      await page.evaluate(`location.hash = "#${place}"`);
      await sign.waitFor();
      expect(await page.getByRole("main").textContent()).toContain(`<script>${flag}</script>`);
      expect(await page.evaluate("window.hacked")).toBe(undefined);
      expect(await measureWidth(page)).toBe(1_280);
    }
  });

  it("stays usable with ten thousand events", async () => {
    const page = await open(aPage({ stepCount: 10_000 }), { hash: "#panel=events" });

    await page.getByText("step 10,000 of 10,000").waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");

    await expectSentence(page, "Sentence number 2.");
    expect(await page.getByRole("option").count()).toBeLessThan(100);
  });
});

/** The tab of a panel, once that is open. */
function findTab(page: Page, panel: string): Locator {
  return page.getByRole("tab", { selected: true, name: new RegExp(panel, "i") });
}

/** Waits for what has just happened to be told. */
async function expectSentence(page: Page, sentence: string | undefined): Promise<void> {
  const told = page.getByLabel("Playback").locator("p[aria-live]");
  await expect.poll(() => told.textContent(), patience).toBe(sentence);
}

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
