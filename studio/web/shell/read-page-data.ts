import type { PageData } from "../../page-data.ts";

/** What whoever made the page has put into it; nothing where it is a template still. */
export function readPageData(): PageData | undefined {
  const text = document.querySelector("#page-data")?.textContent.trim() ?? "";
  return text === "" ? undefined : (JSON.parse(text) as PageData);
}
