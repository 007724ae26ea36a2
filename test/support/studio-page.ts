import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { findTemplate, renderPage } from "../../studio/index.ts";
import type { PageData } from "../../studio/page-data.ts";

/** Writes a page where a user could have it on disk, and says its address. */
export async function writePage(folder: string, data: PageData): Promise<string> {
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
export interface OpenedPage {
  readonly page: Page;
  readonly troubles: readonly string[];
}

export async function openPage(
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
