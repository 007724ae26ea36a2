import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { readLessons } from "../../../studio/index.ts";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const LESSONS = await readLessons(path.join(ROOT, "docs/lessons"));

function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** Those of the parts that a text has one behind the other. */
function foundInOrder(text: string, parts: readonly string[]): readonly string[] {
  let end = 0;
  return parts.filter((part) => {
    const start = text.indexOf(part, end);
    if (start !== -1) end = start + part.length;
    return start !== -1;
  });
}

it("lists the lessons with their sentences, and says how to go on", async () => {
  const { exitCode, stdout } = await runCommandLine(["learn"]);

  const entries = LESSONS.map(({ page }) => `${page.number} ${page.title} ${page.summary}`);
  const parts = [...entries, "Take one: fledgling learn 1"];
  expect(exitCode).toBe(0);
  expect(foundInOrder(flat(stdout), parts)).toEqual(parts);
  expect(stdout.split("\n").filter(({ length }) => length > 80)).toEqual([]);
});

it("lists them for programs, too", async () => {
  const { stdout } = await runCommandLine(["learn", "--json"]);

  expect(JSON.parse(stdout)).toEqual({
    lessons: LESSONS.map(({ name, page: { number, title, summary } }) => ({
      number,
      name,
      title,
      summary,
    })),
  });
});

it("gives a lesson: its text, with the walk of its scenario behind the first command", async () => {
  const [first] = LESSONS;
  const walk = await runCommandLine(["run", "examples/01-waterfall"], { cwd: ROOT });

  const { exitCode, stdout } = await runCommandLine(["learn", "1"], { cwd: ROOT });

  const parts = [
    `1. ${first?.page.title}\n`,
    "\nWhat you'll see\n",
    "\nRun it\n",
    "fledgling run examples/01-waterfall",
    `\n\n${walk.stdout}`,
    "\nChange one thing\n",
    "\nCheck yourself\n\n1. ",
    "fledgling learn 1 --answers",
  ];
  expect(exitCode).toBe(0);
  expect(foundInOrder(stdout, parts)).toEqual(parts);
});

it("keeps the answers to itself until it is asked for them", async () => {
  const texts = LESSONS[0]?.page.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "question" ? block.answer : [])),
  );
  const [answer] = (texts ?? []).flatMap((block) =>
    block.kind === "paragraph" && block.inline[0]?.kind === "text" ? [block.inline[0].text] : [],
  );

  const without = await runCommandLine(["learn", "1"], { cwd: ROOT });
  const having = await runCommandLine(["learn", "1", "--answers"], { cwd: ROOT });

  const said = answer?.trim() ?? "nothing";
  expect([without, having].map(({ stdout }) => flat(stdout).includes(said))).toEqual([false, true]);
});

it("names the examples as somebody in another folder would", async () => {
  const { path: cwd } = await aTempFolder();

  const { stdout } = await runCommandLine(["learn", "1"], { cwd });

  const folder = path.join(path.relative(cwd, ROOT), "examples/01-waterfall");
  expect(stdout).toContain(`  fledgling run ${folder}`);
});

it("copies a lesson's example, which then runs and has its schema", async () => {
  const { path: cwd } = await aTempFolder();

  const copied = await runCommandLine(["learn", "1", "--copy", "mine"], { cwd });
  const run = await runCommandLine(["run", "mine", "--quiet"], { cwd });

  const text = await readFile(path.join(cwd, "mine/scenario.yaml"), "utf8");
  const [, schema = ""] = /^# yaml-language-server: \$schema=(.+)$/m.exec(text) ?? [];
  expect(copied).toEqual({
    exitCode: 0,
    stdout: `Copied the lesson's example:
  mine/scenario.yaml
  mine/scripts.test.yaml
  mine/scripts/seller.js
  mine/scripts/shoes.js
  mine/scripts/travel.js

Run it with:
  fledgling run mine
`,
    stderr: "",
  });
  expect(run).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  await expect(stat(path.resolve(cwd, "mine", schema))).resolves.toBeDefined();
});

it.each([
  ["", "."],
  ["my lesson", '"my lesson"'],
])('says how to run a copy in the folder "%s"', async (folder, argument) => {
  const { path: cwd } = await aTempFolder();

  const { stdout } = await runCommandLine(["learn", "3", "--copy", folder], { cwd });

  expect(stdout).toContain(`\nRun it with:\n  fledgling run ${argument}\n`);
});

it("writes no page over what the lesson is read from", async () => {
  const script = path.join(ROOT, "examples/03-inclusive-floor/scripts/buyer.js");
  const before = await readFile(script, "utf8");

  const { exitCode, stderr } = await runCommandLine(["learn", "3", "-o", script], { cwd: ROOT });

  expect([exitCode, stderr]).toEqual([
    2,
    `error ERR_CLI_UNWRITABLE: Cannot write the page to "${script}": what it is to show is read from it.
hint: Choose another file: -o page.html
`,
  ]);
  await expect(readFile(script, "utf8")).resolves.toBe(before);
});

it("overwrites nothing, and copies nothing then", async () => {
  const folder = await aTempFolder({ "mine/scripts/seller.js": "mine" });

  const result = await runCommandLine(["learn", "1", "--copy", "mine"], { cwd: folder.path });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_UNWRITABLE: Cannot write "mine/scripts/seller.js": it is there already.
hint: Name another folder: --copy my-lesson
`,
  });
  await expect(stat(path.join(folder.path, "mine/scenario.yaml"))).rejects.toThrow("ENOENT");
});

it.each(["0", "99", "three", "1.0", "-1"])(
  "has no lesson %s, and says which there are",
  async (number) => {
    const { exitCode, stderr } = await runCommandLine(["learn", "--", number]);

    const last = LESSONS.at(-1)?.page.number;
    expect([exitCode, stderr]).toEqual([
      2,
      `error ERR_CLI_USAGE: There is no lesson "${number}": there are 1 to ${last}.
hint: "fledgling learn" lists them.
`,
    ]);
  },
);

it.each(["--answers", "--open", "--copy=mine", "--output=page.html"])(
  "asks whose lesson's %s is meant",
  async (option) => {
    const { exitCode, stderr } = await runCommandLine(["learn", option]);

    expect([exitCode, stderr]).toEqual([
      2,
      `error ERR_CLI_USAGE: ${option.split("=")[0]} needs the number of a lesson.
hint: "fledgling learn" lists them.
`,
    ]);
  },
);
