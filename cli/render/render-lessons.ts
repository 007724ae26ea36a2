import type { Colors } from "picocolors/types.js";
import type { Lesson } from "../../studio/index.ts";
import { wrapText } from "./wrap-text.ts";

/** All lessons, and how to go on. */
export function renderLessons(lessons: readonly Lesson[], colours: Colors): string {
  const entries = lessons.map(({ page: { number, title, summary } }) => {
    const about = wrapText(summary, { indent: "    " });
    return `${colours.bold(`${String(number).padStart(2)}  ${title}`)}\n${about}\n`;
  });
  return `${entries.join("")}
Take one:  fledgling learn 1
Play it:   fledgling learn 1 --open
Edit it:   fledgling learn 1 --copy my-lesson
`;
}
