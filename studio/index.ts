/** Door to the studio: pages that show a run step by step. */
export { describePage } from "./describe-page.ts";
export { findTemplate } from "./find-template.ts";
export { renderPage } from "./render-page.ts";
export type { PageSource } from "./run/page-source.ts";
