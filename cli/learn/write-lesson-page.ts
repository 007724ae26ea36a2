import { join } from "node:path";
import { loadScenario } from "../../simulator/index.ts";
import { describeSweep, type Lesson } from "../../studio/index.ts";
import type { CliIo } from "../cli-io.ts";
import { checkPageFile, writePage } from "../page-file.ts";
import { parseVary } from "../parse-vary.ts";
import { readPageSource } from "../read-page-source.ts";
import { runSweep } from "../run-sweep.ts";
import { examplesFrom } from "./find-lesson.ts";
import { pageOfLesson } from "./lesson-pages.ts";

/**
 * Writes the page of a lesson: what it shows is run, and the lesson stands beside it.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE, ERR_PAGE_TEMPLATE
 */
export async function writeLessonPage(
  { name, page: lesson }: Lesson,
  { path, isChosen }: { readonly path: string; readonly isChosen: boolean },
  io: CliIo,
): Promise<string> {
  checkPageFile({ path, inputs: [] }, io, isChosen);
  const folder = join(examplesFrom(io.cwd), name);
  const shown = pageOfLesson(lesson.number);
  const [file, otherFile] = shown.runs;
  // One after the other: each may need all the processes that run scripts.
  const { source } = await readPageSource(join(folder, file), io);
  const others = otherFile === undefined ? [] : [await readPageSource(join(folder, otherFile), io)];
  const runs = [source, ...others.map((other) => other.source)] as const;
  if (shown.sweep === undefined) return await writePage(path, { runs, lesson }, io);

  const { files, vary } = shown.sweep;
  const loading = files.map((each) => loadScenario(join(folder, each), { cwd: io.cwd }));
  const scenarios = await Promise.all(loading);
  const sweep = describeSweep(await runSweep({ scenarios, vary: parseVary(vary) }, io));
  return await writePage(path, { runs, lesson, sweep }, io);
}
