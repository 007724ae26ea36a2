import type { ReactNode } from "react";
import type { PageLesson } from "../../page-data.ts";
import { LessonBlocks } from "./lesson-blocks.tsx";
import styles from "./lesson.module.css";

/** What the run was made to teach, to be read while it is played. */
export function LessonPanel({ lesson }: { readonly lesson: PageLesson }): ReactNode {
  const { number, title, summary, sections } = lesson;
  return (
    <article className={styles["lesson"]} aria-label={`Lesson ${number}`}>
      <h2>
        <span className={styles["number"]}>Lesson {number}</span>
        {title}
      </h2>
      <p className={styles["summary"]}>{summary}</p>
      {sections.map((section) => (
        <section key={section.title} aria-label={section.title}>
          <h3>{section.title}</h3>
          <LessonBlocks blocks={section.blocks} />
        </section>
      ))}
    </article>
  );
}
