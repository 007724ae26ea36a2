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
  const folder = join(examplesFrom(io.cwd), name);
  const { runs: shown, sweep: swept } = pageOfLesson(lesson.number);
  const load = (file: string) => loadScenario(join(folder, file), { cwd: io.cwd });
  const shownScenarios = await Promise.all(shown.flatMap((file) => file ?? []).map(load));
  const scenarios = await Promise.all((swept?.files ?? []).map(load));
  const inputs = [...shownScenarios, ...scenarios].flatMap(({ files }) => files);
  checkPageFile({ path, inputs }, io, isChosen);
  const [file, otherFile] = shown;
  // One after the other: each may need all the processes that run scripts.
  const { source } = await readPageSource(join(folder, file), io);
  const others = otherFile === undefined ? [] : [await readPageSource(join(folder, otherFile), io)];
  const runs = [source, ...others.map((other) => other.source)] as const;
  if (swept === undefined) return await writePage(path, { runs, lesson }, io);

  const vary = parseVary(swept.vary);
  const sweep = describeSweep(await runSweep({ scenarios, vary }, io));
  return await writePage(path, { runs, lesson, sweep }, io);
}
