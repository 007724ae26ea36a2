import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export interface TempFolder {
  readonly path: string;
  write(name: string, text: string): Promise<void>;
}

/** A folder for the test that is running; it is gone afterwards. */
export async function aTempFolder(
  files: Readonly<Record<string, string>> = {},
): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), "fledgling-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  };
  for (const [name, text] of Object.entries(files)) await write(name, text);
  return { path, write };
}
