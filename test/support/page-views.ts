import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { PageCard, PageRequest } from "../../studio/page-data.ts";

/** What is to be seen of a walk at one of its steps. */
export interface PageView {
  readonly step: string | undefined;
  readonly sentence: string | undefined;
  /** Each card, and the kind of its state. */
  readonly cards: readonly (readonly [cardId: string, kind: string])[];
}

const viewNow = `({
  step: Array.from(document.querySelectorAll("[aria-label=Playback] span"), (span) => span.textContent)
    .find((text) => /^step .+ of /.test(text)),
  sentence: document.querySelector("p[aria-live]")?.textContent,
  cards: Array.from(document.querySelectorAll("[data-card]"), (card) => [
    card.dataset.card, card.dataset.kind,
  ]),
})`;

async function look(page: Page): Promise<PageView> {
  return await page.evaluate<PageView>(viewNow);
}

/** Waits until the page shows that, however busy the machine is. */
export async function expectView(page: Page, view: PageView | undefined): Promise<void> {
  await expect.poll(() => look(page), { timeout: 15_000 }).toEqual(view);
}

/** What the data says is to be seen at each step. */
export function expectedViews({ steps, cards }: PageRequest): readonly PageView[] {
  return steps.map(({ eventIndex, text }, index) => ({
    step: `step ${(index + 1).toLocaleString("en")} of ${steps.length.toLocaleString("en")}`,
    sentence: text,
    cards: cards.map((card) => [card.cardId, kindAt(card, eventIndex)]),
  }));
}

function kindAt({ changes, state }: PageCard, eventIndex: number): string {
  const past = changes.filter((change) => change.eventIndex <= eventIndex);
  if (past.length === changes.length) return state.kind;
  return past.at(-1)?.state.kind ?? "waiting";
}

/**
 * Steps from where the page is to `last`, and gives every view on the way as it was when it had settled. The page itself
 * keeps them: asking after each step would take longer than all the steps.
 */
export async function collectViews(
  page: Page,
  last: PageView | undefined,
  goForward: () => Promise<void>,
): Promise<readonly PageView[]> {
  const count = Number(/of ([\d,]+)/.exec(last?.step ?? "")?.[1]?.replaceAll(",", "") ?? 1);
  await page.evaluate(`{
    const keep = () => {
      const view = ${viewNow};
      window.views.set(view.step, view);
    };
    window.views = new Map();
    window.watcher?.disconnect();
    window.watcher = new MutationObserver(keep);
    window.watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    keep();
  }`);
  for (let step = 1; step < count; step += 1) await goForward();
  await expectView(page, last);
  return await page.evaluate<readonly PageView[]>(
    "window.watcher.disconnect() ?? Array.from(window.views.values())",
  );
}

/** Clicks where the button is at that moment: quicker than a locator, which waits for all animations first. */
export async function clickMiddle(page: Page, name: string): Promise<void> {
  const box = await page.getByRole("button", { name }).boundingBox();
  if (box === null) throw new Error(`There is no button "${name}" in sight.`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** All items of a list that has only those in sight in the document: each one's paragraphs, in order. */
export async function readItems(
  page: Page,
  label: string,
): Promise<readonly (readonly string[])[]> {
  return await page.evaluate<readonly (readonly string[])[]>(`(async () => {
    const box = document.querySelector("[role=group][aria-label=${label}]");
    const seen = new Map();
    let count = box === null ? 0 : 1;
    box?.scrollTo(0, 0);
    while (seen.size < count) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (const item of box.querySelectorAll("[role=listitem]")) {
        count = Number(item.ariaSetSize);
        seen.set(Number(item.ariaPosInSet), Array.from(item.querySelectorAll("strong, p"), (part) => part.textContent));
      }
      const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
      box.scrollTo(0, isAtEnd ? 0 : box.scrollTop + box.clientHeight / 2);
    }
    return Array.from(seen).sort(([a], [b]) => a - b).map(([, words]) => words);
  })()`);
}
