import { resolve } from "node:path";
import type { CliIo } from "./cli-io.ts";
import { openFile } from "./open-file.ts";

/** Opens a page that was written; where nothing can, it says so, and the page is there anyway. */
export async function openPage(path: string, io: CliIo): Promise<void> {
  const trouble = await openFile(resolve(io.cwd, path), io.variables ?? {});
  if (trouble !== undefined) io.stderr(`Nothing opens it here (${trouble}).\n`);
}
