import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { readLesson } from "../../studio/index.ts";
import type { PageData } from "../../studio/page-data.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const LESSONS = path.resolve(import.meta.dirname, "../../docs/lessons");

async function readPage(file: string): Promise<PageData> {
  const html = await readFile(file, "utf8");
  const [, json = ""] = /<script type="application\/json" id="page-data">([^<]*)</.exec(html) ?? [];
  return JSON.parse(json) as PageData;
}

it("writes the page of a run with the lesson beside it", async () => {
  const { path: cwd } = await aTempFolder();
  const { page } = await readLesson(path.join(LESSONS, "01-waterfall.md"));

  const { exitCode, stdout } = await runCommandLine(["learn", "1", "-o", "page.html"], { cwd });

  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringMatching(/^wrote page\.html \([\d.]+ [kM]B\)\n$/),
  ]);
  expect(await readPage(path.join(cwd, "page.html"))).toMatchObject({
    title: `Fledgling: 1. ${page.title}`,
    runs: [{ facts: { name: "waterfall", hasBodies: true } }],
    lesson: page,
  });
});

it("compares two scenarios where that is the lesson", async () => {
  const { path: cwd } = await aTempFolder();

  await runCommandLine(["learn", "4", "-o", "page.html"], { cwd });

  const { lesson, runs, comparison } = await readPage(path.join(cwd, "page.html"));
  expect([lesson?.number, runs.length, comparison?.isEqual]).toEqual([4, 2, false]);
});

it("has a slider where the lesson is about a setting, beside the run of its scenario", async () => {
  const { path: cwd } = await aTempFolder();

  await runCommandLine(["learn", "7", "-o", "page.html"], { cwd });

  const { lesson, runs, sweep } = await readPage(path.join(cwd, "page.html"));
  expect([lesson?.number, runs.map(({ facts }) => facts.name)]).toEqual([7, ["programmatic"]]);
  expect([sweep?.setting, sweep?.series.map(({ name }) => name)]).toEqual([
    "network.*.shade",
    ["waterfall", "hybrid", "programmatic"],
  ]);
});
