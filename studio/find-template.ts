import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { MediationError, messageOf } from "../sdk/index.ts";
import { buildTemplate } from "./build-template.ts";

const here = import.meta.dirname;

/**
 * The page without data. The package has it beside this file; in a clone it is built when it is not there, or
 * older than what it is built from, which `say` hears of.
 *
 * @throws MediationError ERR_PAGE_TEMPLATE
 */
export async function findTemplate(say: (line: string) => void): Promise<string> {
  const sourceFolder = path.join(here, "web");
  const isClone = import.meta.filename.endsWith(".ts");
  const file = isClone ? path.join(here, "../dist/studio/page.html") : path.join(here, "page.html");
  try {
    if (isClone && !(await isFresh(file))) {
      say("The page is built first, which takes a few seconds.");
      await buildTemplate(sourceFolder, file);
    }
    return await readFile(file, "utf8");
  } catch (cause) {
    const message = `Cannot read or build the page: ${messageOf(cause)}`;
    throw new MediationError("ERR_PAGE_TEMPLATE", message, {
      hint: "Run: npm run build",
      cause,
    });
  }
}

async function isFresh(file: string): Promise<boolean> {
  const builtAtMs = await changedAtMs(file);
  const entries = await readdir(here, { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile() && isSource(entry.parentPath));
  const changes = await Promise.all(
    sources.map(({ parentPath, name }) => changedAtMs(path.join(parentPath, name))),
  );
  return changes.every((changeMs) => changeMs <= builtAtMs);
}

/** The page imports types only from anywhere else. */
function isSource(folder: string): boolean {
  return path.relative(here, folder).split(path.sep)[0] === "web";
}

async function changedAtMs(file: string): Promise<number> {
  return await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
