import { MediationError } from "../sdk/index.ts";
import type { PageData } from "./page-data.ts";

const dataPlace = /(<script\b[^>]*\bid="page-data"[^>]*>)[^<]*(<\/script>)/;
const titlePlace = /<title>[^<]*<\/title>/;

/**
 * Puts data into the built page. Whatever a trace says stays data: no character of it can end the element that
 * holds it, or begin another.
 *
 * @throws MediationError ERR_PAGE_TEMPLATE
 */
export function renderPage(template: string, page: PageData): string {
  if (!dataPlace.test(template)) {
    const message = 'The page has no place for its data: an element with id "page-data".';
    throw new MediationError("ERR_PAGE_TEMPLATE", message, { hint: "Run: npm run build" });
  }
  const json = toInertJson(page);
  // As functions: a `$` in the data is a `$`.
  return template
    .replace(titlePlace, () => `<title>${escapeText(page.title)}</title>`)
    .replace(dataPlace, (_, before: string, after: string) => `${before}${json}${after}`);
}

/** JSON without a character that HTML or an old JavaScript would take for its own. */
function toInertJson(page: PageData): string {
  return JSON.stringify(page).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
