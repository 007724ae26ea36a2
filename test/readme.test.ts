import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../cli/run-cli.ts";

const readme = readFileSync("README.md", "utf8");

/** The first fenced block of a language. */
function findBlock(language: string): string {
  const [, block = ""] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme) ?? [];
  return block;
}

/** What differs from one live run to the next. */
function withoutLuck(text: string): string {
  return text.replace(/[ █▌▐░]+\d+ ms/g, " N ms").replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
}

const silentIo = {
  stdout: () => undefined,
  stderr: () => undefined,
  isColour: false,
  cwd: process.cwd(),
};

it("shows what npm start prints", async () => {
  const written: string[] = [];

  const exitCode = await runCli(["demo"], {
    ...silentIo,
    stdout: (text) => written.push(text),
  });

  expect(exitCode).toBe(0);
  expect(withoutLuck(findBlock("text"))).toBe(withoutLuck(written.join("")));
});

it("has a scenario that runs as printed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fledgling-readme-"));
  await writeFile(join(folder, "scenario.yaml"), findBlock("yaml"));

  const exitCode = await runCli(["run", folder, "--quiet"], silentIo);

  await rm(folder, { recursive: true });
  expect(exitCode).toBe(0);
});

it("has a program that is the library example", () => {
  expect(findBlock("ts")).toBe(readFileSync("examples/as-a-library.ts", "utf8"));
});
