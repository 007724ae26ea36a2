import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { hashText } from "../../sdk/index.ts";

/** The text of each module as one hash, by its path as the scenario has it. */
export async function hashModules(
  paths: readonly string[],
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const hashes = paths.map(async (path) => {
    return [path, hashText(await readFile(resolve(folder, path), "utf8"))] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}
