import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "yaml";
import { MediationError, messageOf } from "../sdk/index.ts";
import type { CliIo } from "./cli-io.ts";
import { reasonOf } from "./file-error.ts";

/**
 * The value in a file of YAML or JSON, or in what a command is given on standard input.
 *
 * @throws MediationError ERR_CLI_UNREADABLE
 */
export async function readInput(file: string | undefined, io: CliIo): Promise<unknown> {
  const text = await readInputText(file, io);
  try {
    return parse(text);
  } catch (error) {
    const [problem = ""] = messageOf(error).split("\n");
    throw unreadable(nameInput(file), problem.replace(/[.:]$/, ""), error);
  }
}

/**
 * The same as text, for commands that look at how it is written.
 *
 * @throws MediationError ERR_CLI_UNREADABLE
 */
export async function readInputText(file: string | undefined, io: CliIo): Promise<string> {
  return readText(file, io).catch((error: unknown) => {
    throw unreadable(nameInput(file), reasonOf(error), error);
  });
}

/** As it stands in a sentence. */
export function nameInput(file: string | undefined): string {
  return file === undefined ? "standard input" : `"${file}"`;
}

async function readText(file: string | undefined, io: CliIo): Promise<string> {
  if (file !== undefined) return readFile(resolve(io.cwd, file), "utf8");
  return (await io.readStdin?.()) ?? "";
}

function unreadable(name: string, why: string, cause: unknown): MediationError {
  return new MediationError("ERR_CLI_UNREADABLE", `Cannot read ${name}: ${why}.`, {
    hint: "Name a file of JSON or YAML, or pipe it in.",
    cause,
  });
}
