import type { ReactNode } from "react";
import type { PageLesson } from "../../page-data.ts";
import { LessonPanel } from "./lesson-panel.tsx";
import styles from "./with-lesson.module.css";

interface WithLessonProps {
  /** Without one, what is shown has the whole width. */
  readonly lesson: PageLesson | undefined;
  readonly children: ReactNode;
}

/** What a page opens on, and beside it the lesson's text; below it where there is no room. */
export function WithLesson({ lesson, children }: WithLessonProps): ReactNode {
  return (
    <main className={styles["main"]} data-lesson={lesson !== undefined || undefined}>
      <div className={styles["scroller"]}>{children}</div>
      {lesson !== undefined && (
        <div className={styles["lesson"]}>
          <LessonPanel lesson={lesson} />
        </div>
      )}
    </main>
  );
}
