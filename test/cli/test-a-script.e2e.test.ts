import { execFile } from "node:child_process";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { aTempFolder } from "../support/temp-folder.ts";

const root = path.resolve(import.meta.dirname, "../..");
const sources = [
  "ad-server",
  "cli",
  "decision-logic",
  "network-adapters",
  "sdk",
  "simulator",
  "testing",
  "examples/01-waterfall",
  "package.json",
];
const page = await readFile(path.join(root, "docs/how-to/test-a-seller-script.md"), "utf8");

interface Block {
  readonly language: string;
  readonly text: string;
  /** The last path that is named before it. */
  readonly file: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return Array.from(markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm), (found) => {
    const [, language = "", text = ""] = found;
    const before = markdown.slice(0, found.index);
    return {
      language,
      text,
      file:
        before
          .match(/`(my-seller\/[^`]+)`/g)
          ?.at(-1)
          ?.slice(1, -1) ?? "",
    };
  });
}

/** A clone of this repository, as far as it is needed to run the command. */
async function aClone(): Promise<string> {
  const folder = await aTempFolder({});
  for (const name of sources) {
    await cp(path.join(root, name), path.join(folder.path, name), { recursive: true });
  }
  await symlink(
    path.join(root, "node_modules"),
    path.join(folder.path, "node_modules"),
    "junction",
  );
  await mkdir(path.join(folder.path, "my-seller"));
  return folder.path;
}

/** What a command of the page prints, whatever it exits with; how long it took is nobody's promise. */
async function run(command: string, cwd: string): Promise<string> {
  const [, line = ""] = /^npm run fledgling -- (.*)\n$/.exec(command) ?? [];
  const args = Array.from(
    line.matchAll(/"([^"]*)"|(\S+)/g),
    ([, quoted, word]) => quoted ?? word ?? "",
  );
  const node = ["--conditions=fledgling-source", "--no-warnings", "cli/bin.ts", ...args];
  const stdout = await promisify(execFile)(process.execPath, node, { cwd }).then(
    (done) => done.stdout,
    (failed: { readonly stdout: string }) => failed.stdout,
  );
  return withoutTimes(stdout);
}

function withoutTimes(text: string): string {
  return text.replaceAll(/\(\d+ ms\)/g, "(… ms)");
}

async function mend(file: string, difference: string): Promise<void> {
  const [before = "", after = ""] = difference.trimEnd().split("\n");
  const text = await readFile(file, "utf8");
  expect(text).toContain(before.slice(1));
  await writeFile(file, text.replace(before.slice(1), after.slice(1)));
}

it(
  "following the page to the letter gives a failing test, a passing one, and all it shows",
  { timeout: 300_000 },
  async () => {
    const cwd = await aClone();
    const printed: string[] = [];
    const shown: string[] = [];

    for (const { language, text, file } of blocksOf(page)) {
      const target = path.join(cwd, file);
      if (language === "sh") printed.push(await run(text, cwd));
      else if (language === "text") shown.push(withoutTimes(text));
      else if (language === "diff") await mend(target, text);
      else await writeFile(target, text);
    }

    expect(printed).toEqual(shown);
    expect(printed[0]).toContain("1 of 2 tests passed, 1 failed");
    expect(printed[1]).toContain("2 of 2 tests passed");
  },
);
