import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openBrowser } from "../../scripts/open-browser.ts";
import { findTemplate, renderPage } from "../../studio/index.ts";
import type { PageData } from "../../studio/page-data.ts";

export type OpenData = (data: PageData, options?: OpenOptions) => Promise<Page>;

/**
 * Gives the tests of the describe block around it a browser, and closes after each what it opened. A page that
 * complained of anything, or asked for anything from the network, fails its test.
 */
export function openPagesHere(): OpenData {
  let browser: Browser | undefined;
  let folder = "";
  let opened: OpenedPage[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(path.join(tmpdir(), "fledgling-pages-"));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    const troubles = opened.flatMap((one) => one.troubles);
    await Promise.all(opened.map(({ page }) => page.context().close()));
    opened = [];
    if (troubles.length > 0) throw new Error(troubles.join("\n"));
  });
  return async (data, options) => {
    if (browser === undefined) throw new Error("There is no browser yet.");
    const one = await openPage(browser, await writePage(folder, data), options);
    opened.push(one);
    return one.page;
  };
}

/** Writes a page where a user could have it on disk, and says its address. */
async function writePage(folder: string, data: PageData): Promise<string> {
  const template = await findTemplate(() => undefined);
  const file = path.join(mkdtempSync(path.join(folder, "page-")), "page.html");
  writeFileSync(file, renderPage(template, data));
  return pathToFileURL(file).href;
}

export interface OpenOptions {
  readonly hash?: string;
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

/** A page that is open, and whatever it complains of or asks the network for. */
interface OpenedPage {
  readonly page: Page;
  readonly troubles: readonly string[];
}

async function openPage(
  browser: Browser,
  url: string,
  { hash = "", width = 1_280, colorScheme = "light" }: OpenOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (/^(?:https?|ws)/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(`${url}${hash}`);
  await page.getByRole("main").waitFor();
  return { page, troubles };
}
