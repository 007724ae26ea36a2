import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import { renderPage } from "../../studio/render-page.ts";
import { EXAMPLES, runExample, aTrace } from "../support/a-trace.ts";
import { errorOf } from "../support/error-of.ts";

const TEMPLATE =
  '<html><head><title>Fledgling</title></head><body><script type="application/json" id="page-data"></script></body></html>';
const hostile = "</script><!--<script>alert(1)</script><img src=x onerror=alert(1)>\u2028$&$1`";

/** The same value with hostile text in place of every text that does not say what kind of thing it is. */
function poison(value: unknown, key = ""): unknown {
  if (typeof value === "string") return kinds.has(key) ? value : `${value}${hostile}`;
  if (Array.isArray(value)) return value.map((each: unknown) => poison(each, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, poison(each, name)]),
  );
}

const kinds: ReadonlySet<string> = new Set(
  "type kind mode phase source scope outcome level rule format budget status selection precision from destination purpose method".split(
    " ",
  ),
);

it.each(EXAMPLES)("keeps hostile text in every fact of %s data", async (example) => {
  const events = await runExample(example, { withBodies: true });
  const poisoned = events.map((event) => poison(event) as MediationEvent);

  const page = describePage({ name: hostile, events: poisoned });
  const html = renderPage(TEMPLATE, page);

  const [, title = "", json = ""] =
    /^<html><head><title>([^<]*)<\/title><\/head><body><script type="application\/json" id="page-data">([^<]*)<\/script><\/body><\/html>$/.exec(
      html,
    ) ?? [];
  expect(title).toContain("&lt;/script&gt;");
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(page)));
  expect(json).not.toMatch(/[<>&\u2028\u2029]/);
});

it("refuses a page without a place for its data", async () => {
  const { code, hint } = await errorOf(() =>
    renderPage("<html></html>", describePage({ name: "t", events: aTrace() })),
  );

  expect({ code, hint }).toEqual({ code: "ERR_PAGE_TEMPLATE", hint: "Run: npm run build" });
});
