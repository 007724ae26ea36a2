import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { MediationError, nearestWord } from "../../sdk/index.ts";
import { whyUnreadable } from "../../simulator/index.ts";
import { isReadable, isTestFileName, TEST_FILE_NAMES } from "./test-file-names.ts";

/**
 * The test files that `paths` stand for, in order, each once: a folder stands for all in it and below, except in
 * `node_modules` and folders whose name begins with a dot.
 *
 * @throws MediationError ERR_TEST_NONE, ERR_TEST_UNREADABLE
 */
export async function findTestFiles(
  paths: readonly string[],
  cwd: string,
): Promise<readonly string[]> {
  const wanted = paths.length === 0 ? ["."] : paths;
  const found = await Promise.all(wanted.map((path) => findIn(path, cwd)));
  const files = new Map(found.flat().map((path) => [resolve(cwd, path), path]));
  if (files.size > 0) return [...files.values()];
  const places = wanted.map((path) => (path === "." ? "this folder" : `"${path}"`)).join(", ");
  throw new MediationError("ERR_TEST_NONE", `There is no test file in ${places}.`, {
    hint: `Test files are called ${TEST_FILE_NAMES}; docs/how-to/test-a-seller-script.md writes one.`,
  });
}

async function findIn(path: string, cwd: string): Promise<readonly string[]> {
  const absolutePath = resolve(cwd, path);
  const stats = await stat(absolutePath).catch(async (error: unknown) => {
    throw unreadable(path, whyUnreadable(error), await adviseOn(absolutePath));
  });
  if (stats.isDirectory()) return await walk(path, cwd);
  if (isReadable(path)) return [path];
  throw unreadable(path, "it is no YAML, JSON or TypeScript", `Test files are ${TEST_FILE_NAMES}.`);
}

async function walk(folder: string, cwd: string): Promise<readonly string[]> {
  const entries = await readdir(resolve(cwd, folder), { withFileTypes: true });
  const sorted = entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const found = await Promise.all(
    sorted.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isSkipped(entry.name) ? [] : await walk(path, cwd);
      return isTestFileName(entry.name) ? [path] : [];
    }),
  );
  return found.flat();
}

function isSkipped(folderName: string): boolean {
  return folderName === "node_modules" || folderName.startsWith(".");
}

async function adviseOn(absolutePath: string): Promise<string> {
  const names = await readdir(dirname(absolutePath)).catch(() => []);
  const nearest = nearestWord(basename(absolutePath), names);
  return nearest === undefined ? "Check the path." : `Did you mean "${nearest}"?`;
}

function unreadable(path: string, why: string, hint: string): MediationError {
  return new MediationError("ERR_TEST_UNREADABLE", `Cannot read test file "${path}": ${why}.`, {
    hint,
  });
}
