/** Door to the studio: pages that show a run step by step. */
export { describePage, type PageExtras } from "./describe-page.ts";
export { findTemplate } from "./find-template.ts";
export { RUN_IT } from "./lessons/parse-lesson.ts";
export { readLesson, readLessons, type Lesson } from "./lessons/read-lessons.ts";
export { describeSweep } from "./sweep/describe-sweep.ts";
export { renderPage } from "./render-page.ts";
export type * from "./page-data/page-lesson.ts";
export type { PageSource } from "./run/page-source.ts";
