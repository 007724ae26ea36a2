import { join, resolve } from "node:path";
import { Option } from "commander";
import { MediationError } from "../../sdk/index.ts";
import { loadScenario, runScenario } from "../../simulator/index.ts";
import type { Lesson } from "../../studio/index.ts";
import { copyLesson } from "../learn/copy-lesson.ts";
import { examplesFrom, findLesson, readOwnLessons } from "../learn/find-lesson.ts";
import { writeLessonPage } from "../learn/write-lesson-page.ts";
import { openPage } from "../open-page.ts";
import { refuseFailedRun } from "../refuse-failed-run.ts";
import { renderLesson } from "../render/render-lesson.ts";
import { renderLessons } from "../render/render-lessons.ts";
import { renderWalk } from "../render/render-walk.ts";
import { withProgress } from "../with-progress.ts";
import { withSandbox } from "../with-sandbox.ts";
import type { AddCommand, Shell } from "./command.ts";

interface LearnOptions {
  readonly answers?: true;
  readonly output?: string;
  readonly open?: true;
  readonly copy?: string;
  readonly json?: true;
}

export const addLearn: AddCommand = (program, shell) => {
  program
    .command("learn")
    .summary("list the lessons, or take one")
    .description(
      "Lists the lessons, or gives one: what you will see, the run itself, one thing to change, and questions.",
    )
    .argument("[number]", "of the lesson")
    .option("--answers", "show the answers to the questions, too")
    .option("-o, --output <file>", "write a page that plays the run with the lesson beside it")
    .option("--open", "open that page; without -o it is named after the lesson")
    .addOption(
      new Option(
        "--copy <folder>",
        "copy the scenario and its scripts there, to be edited",
      ).conflicts(["answers", "output", "open"]),
    )
    .addOption(
      new Option("--json", "print the list, or the lesson's text, as one JSON document").conflicts([
        "answers",
        "output",
        "open",
        "copy",
      ]),
    )
    .addHelpText("after", "\nExamples:\n  fledgling learn\n  fledgling learn 3 --open")
    .action(async (number: string | undefined, options: LearnOptions) => {
      if (number === undefined) return await list(options, shell);
      const lesson = await findLesson(number);
      await learnOne(lesson, options, shell);
    });
};

async function list({ json, ...others }: LearnOptions, { io, colours }: Shell): Promise<void> {
  const [option] = Object.keys(others);
  if (option !== undefined) {
    throw new MediationError("ERR_CLI_USAGE", `--${option} needs the number of a lesson.`, {
      hint: '"fledgling learn" lists them.',
    });
  }
  const lessons = await readOwnLessons();
  io.stdout(json ? toJson({ lessons: lessons.map(toEntry) }) : renderLessons(lessons, colours));
}

function toEntry({ name, page: { number, title, summary } }: Lesson): object {
  return { number, name, title, summary };
}

async function learnOne(lesson: Lesson, options: LearnOptions, shell: Shell): Promise<void> {
  const { io } = shell;
  const { json, copy, output, open } = options;
  if (json) io.stdout(toJson({ name: lesson.name, ...lesson.page }));
  else if (copy !== undefined) await copyTo(copy, lesson, shell);
  else if (output === undefined && !open) await take(lesson, options, shell);
  else {
    const path = output ?? `${lesson.name}.html`;
    io.stdout(`${await writeLessonPage(lesson, { path, isChosen: output !== undefined }, io)}\n`);
    if (open) await openPage(path, io);
  }
}

async function copyTo(chosen: string, { name }: Lesson, { io }: Shell): Promise<void> {
  const folder = chosen.trim() === "" ? "." : chosen;
  const from = resolve(io.cwd, examplesFrom(io.cwd), name);
  const files = await copyLesson({ from, folder, cwd: io.cwd });
  const lines = files.map((file) => `  ${file}\n`).join("");
  io.stdout(
    `Copied the lesson's example:\n${lines}\nRun it with:\n  fledgling run ${quoteWord(folder)}\n`,
  );
}

/** A shell takes what has a space in it apart. */
function quoteWord(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

async function take(
  { name, page }: Lesson,
  { answers = false }: { readonly answers?: boolean },
  { io, colours }: Shell,
): Promise<void> {
  const examples = examplesFrom(io.cwd);
  const loaded = await loadScenario(join(examples, name), { cwd: io.cwd });
  const run = await withSandbox((sandbox) =>
    withProgress(io, (onProgress) => runScenario(loaded, { sandbox, onProgress })),
  );
  const { before, after } = renderLesson(page, { colours, hasAnswers: answers, examples });
  io.stdout(before + renderWalk(run, colours) + after);
  refuseFailedRun(run, loaded);
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
