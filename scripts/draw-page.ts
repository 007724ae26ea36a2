// Draws the pictures of the README: the flagship's page, light and dark. Usage: npm run picture
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { loadScenario } from "../simulator/load-scenario.ts";
import { runScenario } from "../simulator/run-scenario.ts";
import { describePage, findTemplate, renderPage } from "../studio/index.ts";
import { openBrowser } from "./open-browser.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const PICTURES = path.join(ROOT, "docs/pictures");
const SIZE = { width: 1280, height: 740 } as const;

/** The step that is shown: the walk is over, and all of the chain has something to say. */
const SHOWN_EVENT = "node.filled";

const folder = mkdtempSync(path.join(tmpdir(), "fledgling-picture-"));
const browser = await openBrowser();
try {
  const address = await writePage();
  mkdirSync(PICTURES, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) await draw(browser, address, colorScheme);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The address of the page, at the step that is shown. */
async function writePage(): Promise<string> {
  const loaded = await loadScenario("examples/01-waterfall", { cwd: ROOT });
  const { events } = await runScenario(loaded, { withBodies: true });
  const page = describePage({ name: path.basename(loaded.path), events });
  const file = path.join(folder, "page.html");
  writeFileSync(file, renderPage(await findTemplate(console.error), page));

  const [request] = page.runs[0]?.requests ?? [];
  const step = request?.steps.findIndex(
    ({ eventIndex }) => events[eventIndex]?.type === SHOWN_EVENT,
  );
  if (request === undefined || step === undefined || step === -1) {
    throw new Error(`The flagship has no step of ${SHOWN_EVENT} any more: show another one.`);
  }
  const place = new URLSearchParams({ request: request.requestId, step: String(step + 1) });
  return `${pathToFileURL(file).href}#${place.toString()}`;
}

async function draw(shown: Browser, address: string, colorScheme: "light" | "dark"): Promise<void> {
  const context = await shown.newContext({ viewport: SIZE, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("main").waitFor();
  await page.screenshot({
    path: path.join(PICTURES, `page-${colorScheme}.png`),
    animations: "disabled",
    caret: "hide",
  });
  await context.close();
}
