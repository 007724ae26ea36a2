import { execFile } from "node:child_process";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { aTempFolder } from "../support/temp-folder.ts";

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["ad-server", "cli", "decision-logic", "network-adapters", "sdk", "simulator"];
const page = await readFile(path.join(root, "docs/how-to/add-a-network-adapter.md"), "utf8");

/** The blocks of a language on the page. */
function blocksOf(language: string): readonly string[] {
  return Array.from(page.matchAll(/^```(\w+)\n([^]*?)^```$/gm), ([, of, text = ""]) =>
    of === language ? [text] : [],
  ).flat();
}

function onlyBlockOf(language: string): string {
  const [block = "", ...others] = blocksOf(language);
  expect(others).toEqual([]);
  return block;
}

interface Clone {
  inside(...names: readonly string[]): string;
  /** What Node prints. */
  node(...args: readonly string[]): Promise<string>;
  /** What the command prints. */
  fledgling(...args: readonly string[]): Promise<string>;
}

/** A clone of this repository, as far as it is needed to run the command. */
async function aClone(): Promise<Clone> {
  const folder = await aTempFolder({});
  const inside = (...names: readonly string[]) => path.join(folder.path, ...names);
  for (const name of [...sources, "testing", "package.json"]) {
    await cp(path.join(root, name), inside(name), { recursive: true });
  }
  await symlink(path.join(root, "node_modules"), inside("node_modules"), "junction");
  const node = async (...args: readonly string[]): Promise<string> => {
    const command = ["--conditions=fledgling-source", "--no-warnings", ...args];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder.path });
    return stdout;
  };
  return { inside, node, fledgling: (...args) => node("cli/bin.ts", ...args) };
}

/** Puts the lines that a difference adds where it says: before and after the one line that stays. */
function applyDifference(text: string, difference: string): string {
  const lines = difference.trimEnd().split("\n");
  const stays = lines.find((line) => line.startsWith(" "))?.slice(1) ?? "";
  expect(text).toContain(stays);
  return text.replace(stays, lines.map((line) => line.slice(1)).join("\n"));
}

it("following the page to the letter makes an adapter that works in a scenario", async () => {
  const clone = await aClone();
  await mkdir(clone.inside("offers"));
  await writeFile(clone.inside("offers/http-offer.ts"), onlyBlockOf("ts"));
  await writeFile(clone.inside("offers/scenario.yaml"), onlyBlockOf("yaml"));

  const walk = await clone.fledgling("run", "offers");
  const [, module = "", options = ""] =
    /^npm run fledgling -- check-adapter (\S+) --options "(.*)"$/m.exec(onlyBlockOf("sh")) ?? [];
  const checked = await clone.fledgling("check-adapter", module, "--options", options);

  expect(walk).toBe(onlyBlockOf("text"));
  expect(checked).toContain("13 of 13 promises kept");
});

it("shows tests of the contract that other runners run as well", async () => {
  const clone = await aClone();
  const [test = ""] = blocksOf("js");
  await mkdir(clone.inside("offers"));
  await writeFile(clone.inside("offers/http-offer.ts"), onlyBlockOf("ts"));
  await writeFile(clone.inside("offers/contract.js"), test.replace('"vitest"', '"node:test"'));

  const printed = await clone.node("--test", "--test-reporter=tap", "offers/contract.js");

  expect(printed).toMatch(/^# pass 13$/m);
  expect(printed).toMatch(/^# fail 0$/m);
});

it("following the page to the end makes it one of those that ship", async () => {
  const clone = await aClone();
  const kit = 'from "../../sdk/adapter-kit.ts"';
  const adapter = onlyBlockOf("ts").replace('from "fledgling/adapter-kit"', kit);
  const scenario = onlyBlockOf("yaml").replace(/^adapters: .*\n/m, "");
  const list = clone.inside("network-adapters/index.ts");
  await mkdir(clone.inside("network-adapters/http-offer"));
  await writeFile(clone.inside("network-adapters/http-offer/index.ts"), adapter);
  await writeFile(list, applyDifference(await readFile(list, "utf8"), onlyBlockOf("diff")));
  await writeFile(clone.inside("scenario.yaml"), scenario);

  const walk = await clone.fledgling("run", "scenario.yaml");

  expect(page).toContain('importing from `"../../sdk/adapter-kit.ts"`');
  expect(walk).toBe(onlyBlockOf("text"));
});
