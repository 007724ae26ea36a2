import { existsSync } from "node:fs";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import { reasonOf } from "../file-error.ts";

/** What a run prints, which is no longer true once something is edited. */
const promised = "expected-output.txt";
const schemaLine = /^(# yaml-language-server: \$schema=)(\.\S+)/;

export interface Copying {
  /** Absolute. */
  readonly from: string;
  /** As the user named it. */
  readonly folder: string;
  readonly cwd: string;
}

/**
 * Copies the files of a lesson for somebody to edit, and names them as the user would; what is there already stays,
 * and nothing is copied.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE
 */
export async function copyLesson({ from, folder, cwd }: Copying): Promise<readonly string[]> {
  const names = await filesOf(from);
  const taken = names.find((name) => existsSync(resolve(cwd, folder, name)));
  if (taken !== undefined) throw unwritable(join(folder, taken), "it is there already");
  try {
    for (const name of names) await copy(join(from, name), resolve(cwd, folder, name));
  } catch (cause) {
    throw unwritable(folder, reasonOf(cause), cause);
  }
  return names.map((name) => join(folder, name));
}

async function filesOf(from: string): Promise<readonly string[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== promised)
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))
    .toSorted();
}

async function copy(source: string, target: string): Promise<void> {
  await cp(source, target, { errorOnExist: true, force: false });
  if (!/\.ya?ml$/.test(target)) return;
  const text = await readFile(target, "utf8");
  // Editors look for the schema from where the file is now.
  const moved = text.replace(schemaLine, (_line, start: string, path: string) => {
    const schema = relative(dirname(target), resolve(dirname(source), path));
    return start + schema.split(sep).join("/");
  });
  await writeFile(target, moved);
}

function unwritable(path: string, why: string, cause?: unknown): MediationError {
  return new MediationError("ERR_CLI_UNWRITABLE", `Cannot write "${path}": ${why}.`, {
    hint: "Name another folder: --copy my-lesson",
    cause,
  });
}
