import { execFile } from "node:child_process";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { aTempFolder } from "../support/temp-folder.ts";

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["ad-server", "cli", "decision-logic", "network-adapters", "sdk", "simulator"];

/** The only block of a language on the page. */
function blockOf(page: string, language: string): string {
  const blocks = Array.from(page.matchAll(/^```(\w+)\n([^]*?)^```$/gm), ([, of, text = ""]) =>
    of === language ? [text] : [],
  ).flat();
  expect(blocks).toHaveLength(1);
  return blocks[0] ?? "";
}

/** Puts the lines that a difference adds where it says: before and after the one line that stays. */
function applyDifference(text: string, difference: string): string {
  const lines = difference.trimEnd().split("\n");
  const stays = lines.find((line) => line.startsWith(" "))?.slice(1) ?? "";
  expect(text).toContain(stays);
  return text.replace(stays, lines.map((line) => line.slice(1)).join("\n"));
}

it("following the page to the letter makes an adapter that works in a scenario", async () => {
  const page = await readFile(path.join(root, "docs/how-to/add-a-network-adapter.md"), "utf8");
  const clone = await aTempFolder({ "scenario.yaml": blockOf(page, "yaml") });
  const inClone = (...names: readonly string[]) => path.join(clone.path, ...names);
  for (const name of [...sources, "package.json"]) {
    await cp(path.join(root, name), inClone(name), { recursive: true });
  }
  await symlink(path.join(root, "node_modules"), inClone("node_modules"), "junction");

  await mkdir(inClone("network-adapters/http-offer"));
  await writeFile(inClone("network-adapters/http-offer/index.ts"), blockOf(page, "ts"));
  const list = inClone("network-adapters/index.ts");
  await writeFile(list, applyDifference(await readFile(list, "utf8"), blockOf(page, "diff")));
  const flags = ["--conditions=fledgling-source", "--no-warnings", "cli/bin.ts"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, "run", "scenario.yaml"],
    { cwd: clone.path },
  );

  expect(stdout).toBe(blockOf(page, "text"));
});
