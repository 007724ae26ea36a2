import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { MediationError, nearestWord } from "../../sdk/index.ts";
import { whyUnreadable } from "./why-unreadable.ts";

const TEXT_EXTENSIONS = [".yaml", ".yml", ".json"];
const MODULE_EXTENSIONS = [".ts", ".mts", ".js", ".mjs"];
const EXTENSIONS = [...TEXT_EXTENSIONS, ...MODULE_EXTENSIONS];

export interface ScenarioFile {
  /** As it was asked for; what messages name. */
  readonly path: string;
  readonly absolutePath: string;
  /** Whether it is a program rather than a text. */
  readonly isModule: boolean;
}

/**
 * Finds the file that `path` stands for: a folder stands for the `scenario.yaml`, or another kind, inside.
 *
 * @throws MediationError ERR_SCENARIO_UNREADABLE
 */
export async function findScenarioFile(path: string, cwd: string): Promise<ScenarioFile> {
  const absolutePath = resolve(cwd, path);
  const stats = await stat(absolutePath).catch(async (error: unknown) => {
    throw unreadable(path, whyUnreadable(error), await adviseOn(absolutePath));
  });
  if (stats.isDirectory()) return await findInFolder(path, absolutePath);
  const extension = extname(path).toLowerCase();
  if (!EXTENSIONS.includes(extension)) {
    const ending = extension === "" ? "has no ending" : `ends in "${extension}"`;
    throw unreadable(path, `its name ${ending}`, `Scenarios end in ${EXTENSIONS.join(", ")}.`);
  }
  return { path, absolutePath, isModule: MODULE_EXTENSIONS.includes(extension) };
}

async function findInFolder(path: string, folder: string): Promise<ScenarioFile> {
  const files = await readdir(folder).catch((error: unknown) => {
    throw unreadable(path, whyUnreadable(error), "Name a folder that you may read.");
  });
  const names = EXTENSIONS.map((extension) => `scenario${extension}`);
  const name = names.find((candidate) => files.includes(candidate));
  if (name === undefined) {
    throw unreadable(path, "it is a folder that holds no scenario.yaml", "Name the file to run.");
  }
  const isModule = MODULE_EXTENSIONS.includes(extname(name));
  return { path: join(path, name), absolutePath: join(folder, name), isModule };
}

async function adviseOn(absolutePath: string): Promise<string> {
  const files = await readdir(dirname(absolutePath)).catch(() => []);
  const nearest = nearestWord(basename(absolutePath), files);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return 'Check the path, or write a starter scenario with "fledgling init".';
}

function unreadable(path: string, why: string, hint: string): MediationError {
  return new MediationError("ERR_SCENARIO_UNREADABLE", `Cannot read scenario "${path}": ${why}.`, {
    hint,
  });
}
