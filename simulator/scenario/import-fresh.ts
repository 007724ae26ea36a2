import { stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";

/**
 * Runs a module of the user's and returns what it exports. The address carries the file's age: a module is
 * loaded once per address, and a changed file must be read again. What the module itself imports is not.
 */
export async function importFresh(
  absolutePath: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { mtimeNs } = await stat(absolutePath, { bigint: true });
  const url = `${pathToFileURL(absolutePath).href}?changed=${mtimeNs}`;
  return (await import(url)) as Readonly<Record<string, unknown>>;
}
