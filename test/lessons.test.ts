import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readLesson, readLessons } from "../studio/index.ts";
import { EXAMPLES } from "./support/example-scenarios.ts";
import { commandsIn, leaveOut, strayOutputs } from "./support/lesson-commands.ts";

const FOLDER = path.resolve(import.meta.dirname, "../docs/lessons");

/** `01-waterfall`: with `-t 01`, only the tests of this page run. */
const PAGES = globSync("[0-9][0-9]-*.md", { cwd: FOLDER })
  .map((file) => path.basename(file, ".md"))
  .toSorted();

function fileOf(name: string): string {
  return path.join(FOLDER, `${name}.md`);
}

it.each(PAGES)("lesson %s has the form of a lesson", async (name) => {
  const { page } = await readLesson(fileOf(name));

  const blocks = page.sections.flatMap((section) => section.blocks);
  const withCommands = page.sections.filter((section) => commandsIn(section.blocks).length > 0);
  // Output stands directly behind its commands; other texts are fenced as something else.
  expect(strayOutputs(blocks)).toEqual([]);
  expect(withCommands.map(({ title }) => title)).toEqual(
    expect.arrayContaining(["Run it", "Change one thing"]),
  );
  expect([2, 3, 4]).toContain(blocks.filter(({ kind }) => kind === "question").length);
});

it.each(PAGES)("lesson %s has an example of the same name", (name) => {
  const missing = [`${name}/scenario.yaml`].filter(
    (file) => !existsSync(path.join(EXAMPLES, file)),
  );

  expect(missing).toEqual([]);
});

it("has a lesson for every numbered example, and no number twice", async () => {
  const examples = readdirSync(EXAMPLES).filter((name) => /^\d/.test(name));

  const lessons = await readLessons(FOLDER);

  expect(lessons.map(({ name }) => name)).toEqual(examples.toSorted());
  expect(lessons.map(({ page }) => page.number)).toEqual(
    lessons.map((_lesson, index) => index + 1),
  );
});

it("lists every lesson with its sentence in docs/lessons/README.md", async () => {
  const lessons = await readLessons(FOLDER);

  const listed = readFileSync(path.join(FOLDER, "README.md"), "utf8").matchAll(
    /^\| \[(.+)\]\((.+)\.md\) *\| (.+?) *\|$/gm,
  );

  // A sentence has its words from the page, and may mark code in them.
  const words = Array.from(listed, (cells) =>
    cells.slice(1).map((cell) => cell.replaceAll("`", "")),
  );
  expect(words).toEqual(
    lessons.map(({ name, page: { number, title, summary } }) => [
      `${number}. ${title}`,
      name,
      summary,
    ]),
  );
});

const PRINTED = "won  beta\npaid 2\n\nledger\n  gamma lost\n  delta lost\n";

it.each([
  ["everything", "won  beta\npaid 2\n\nledger\n  gamma lost\n  delta lost"],
  ["the beginning", "won  beta\n…"],
  ["the end", "…\n  delta lost"],
  ["pieces", "…\npaid 2\n…\n  gamma lost\n…"],
  ["nothing", "…"],
])("takes %s of an output for the truth", (_what, shown) => {
  expect(leaveOut(PRINTED, shown)).toBe(shown);
});

it.each([
  ["that something was printed that was not", "…\npaid 3\n…"],
  ["that lines are neighbours that are not", "…\npaid 2\nledger\n…"],
  ["another order", "…\nledger\n…\npaid 2\n…"],
  ["that nothing stands before it", "paid 2\n…"],
  ["that nothing comes behind it", "…\n  gamma lost"],
  ["more than there is", "…\n  delta lost\n  epsilon lost"],
  ["that nothing was printed", ""],
])("does not believe a page that says %s", (_what, shown) => {
  expect(leaveOut(PRINTED, shown)).not.toBe(shown);
});
