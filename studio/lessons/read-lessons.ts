import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { PageLesson } from "../page-data/page-lesson.ts";
import { LessonFormError, toInvalid } from "./lesson-source.ts";
import { parseLesson } from "./parse-lesson.ts";

/** A lesson, and what its page and the folder of its scenario are called. */
export interface Lesson {
  /** `03-inclusive-floor` */
  readonly name: string;
  readonly page: PageLesson;
}

/**
 * All lessons of a folder of pages, in order.
 *
 * @throws MediationError ERR_LESSON_INVALID
 */
export async function readLessons(folder: string): Promise<readonly Lesson[]> {
  const files = await readdir(folder);
  const names = files.filter((file) => /^\d\d-.+\.md$/.test(file)).toSorted();
  return await Promise.all(names.map((file) => readLesson(path.join(folder, file))));
}

/**
 * The lesson on the page of a file, `03-inclusive-floor.md`.
 *
 * @throws MediationError ERR_LESSON_INVALID
 */
export async function readLesson(file: string): Promise<Lesson> {
  const name = path.basename(file, ".md");
  try {
    return { name, page: parseLesson(await readFile(file, "utf8"), Number(name.slice(0, 2))) };
  } catch (error) {
    throw error instanceof LessonFormError ? toInvalid(error, file) : error;
  }
}
