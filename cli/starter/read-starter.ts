import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { DecisionFunctionId } from "../../sdk/index.ts";
import { findPackageFile } from "../own-package.ts";

export interface StarterFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a starter scenario that is going to live in `folder`; the first one is what to run. */
export async function readStarter(
  language: "typescript" | "yaml",
  folder: string,
): Promise<readonly StarterFile[]> {
  const scripts = await Promise.all(["seller.js", "buyer.js"].map((name) => read(name)));
  if (language === "typescript") {
    // ".mts", so that it is a module whatever the package.json around it says.
    const { text } = await read("scenario.mts.txt");
    return [{ name: "scenario.mts", text }, ...scripts];
  }
  const { name, text } = await read("scenario.yaml");
  return [{ name, text: `${schemaLine(folder, "scenario")}\n${text}` }, ...scripts];
}

/** A typed script with one function, a test of it, and what makes an editor check the script. */
export async function readScriptStarter(
  id: DecisionFunctionId,
  folder: string,
): Promise<readonly StarterFile[]> {
  const { text } = await read("tsconfig.json.txt");
  const name = `${toKebab(id)}.js`;
  const testName = `${toKebab(id)}.test.yaml`;
  const script = await read(`scripts/${name}`);
  const test = await read(`scripts/${testName}`);
  return [
    { name, text: script.text },
    { name: testName, text: `${schemaLine(folder, "tests")}\n${test.text}` },
    { name: "tsconfig.json", text },
  ];
}

/** `generateBidV3` → `generate-bid-v3` */
function toKebab(id: DecisionFunctionId): string {
  return id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

async function read(name: string): Promise<StarterFile> {
  return { name, text: await readFile(join(import.meta.dirname, name), "utf8") };
}

/** Makes editors complete and check the file as it is written. */
function schemaLine(folder: string, kind: "scenario" | "tests"): string {
  const schema = join(dirname(findPackageFile()), `docs/schemas/${kind}.schema.json`);
  return `# yaml-language-server: $schema=${relative(folder, schema).split(sep).join("/")}`;
}
