import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError } from "../sdk/index.ts";
import type { CliIo } from "./cli-io.ts";
import { reasonOf } from "./file-error.ts";

/**
 * The folder's whole path; it is there afterwards.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE
 */
export async function makeFolder(folder: string, { cwd }: CliIo): Promise<string> {
  const path = resolve(cwd, folder);
  try {
    await mkdir(path, { recursive: true });
    return path;
  } catch (error) {
    const message = `Cannot make the folder "${folder}": ${reasonOf(error)}.`;
    throw new MediationError("ERR_CLI_UNWRITABLE", message, {
      cause: error,
      hint: "Name a folder that you may write to.",
    });
  }
}
