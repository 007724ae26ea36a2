import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What keeps somebody from using the page as it is now, in words. */
export async function auditPage(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("window.axe !== undefined"))) await page.evaluate(axe);
  return await page.evaluate<readonly string[]>(
    `axe.run({ resultTypes: ["violations"], preload: false }).then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + " " + failureSummary).join("; ")))`,
  );
}

/** How wide what is on the page is; wider than the window, and the page scrolls sideways. */
export async function measureWidth(page: Page): Promise<number> {
  return await page.evaluate<number>("document.documentElement.scrollWidth");
}
