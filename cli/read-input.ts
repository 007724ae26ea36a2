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
  const name = file === undefined ? "standard input" : `"${file}"`;
  const text = await readText(file, io).catch((error: unknown) => {
    throw unreadable(name, reasonOf(error), error);
  });
  try {
    return parse(text);
  } catch (error) {
    const [problem = ""] = messageOf(error).split("\n");
    throw unreadable(name, problem.replace(/[.:]$/, ""), error);
  }
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
