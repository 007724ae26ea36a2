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

/** Goes forward that many steps. */
type GoForward = (times: number) => Promise<unknown>;

/**
 * Steps from where the page is to `last`, and gives every view on the way as it was when it had settled. The page itself
 * keeps them: asking after each step would take longer than all the steps.
 */
export async function collectViews(
  page: Page,
  last: PageView | undefined,
  goForward: GoForward,
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
  await goForward(count - 1);
  await expectView(page, last);
  return await page.evaluate<readonly PageView[]>(
    "window.watcher.disconnect() ?? Array.from(window.views.values())",
  );
}

/** Clicks without a pause and without looking where the button is by then: it may not move under the mouse. */
export function clickMiddle(page: Page, name: string): GoForward {
  return async (times) => {
    const box = await page.getByRole("button", { name }).boundingBox();
    if (box === null) throw new Error(`There is no button "${name}" in sight.`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const clicks = Array.from({ length: times }, () => [page.mouse.down(), page.mouse.up()]);
    await Promise.all(clicks.flat());
  };
}

/** Holds a key down until it has been told so often. */
export function holdKey(page: Page, key: string): GoForward {
  return async (times) => {
    await Promise.all(Array.from({ length: times }, () => page.keyboard.down(key)));
    await page.keyboard.up(key);
  };
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
