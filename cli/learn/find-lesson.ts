import { dirname, join, relative } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import { readLessons, type Lesson } from "../../studio/index.ts";
import { findPackageFile } from "../own-package.ts";

const packageFolder = dirname(findPackageFile());

/** The folder that has the scenario of every lesson in a folder of the same name, as the user would name it. */
export function examplesFrom(cwd: string): string {
  return relative(cwd, join(packageFolder, "examples")) || ".";
}

/**
 * The lessons that this Fledgling brings along.
 *
 * @throws MediationError ERR_LESSON_INVALID
 */
export async function readOwnLessons(): Promise<readonly Lesson[]> {
  return await readLessons(join(packageFolder, "docs", "lessons"));
}

/**
 * The lesson of a number, as somebody wrote it.
 *
 * @throws MediationError ERR_CLI_USAGE, ERR_LESSON_INVALID
 */
export async function findLesson(number: string): Promise<Lesson> {
  const lessons = await readOwnLessons();
  const found = /^\d+$/.test(number)
    ? lessons.find(({ page }) => page.number === Number(number))
    : undefined;
  if (found !== undefined) return found;
  const known = lessons.map(({ page }) => page.number);
  throw new MediationError(
    "ERR_CLI_USAGE",
    `There is no lesson "${number}": there are ${known.at(0)} to ${known.at(-1)}.`,
    { hint: '"fledgling learn" lists them.' },
  );
}
