import { MediationError, type JsonValue } from "../sdk/index.ts";
import type { Given } from "../testing/index.ts";
import type { CliIo } from "./cli-io.ts";
import { nameInput, readInput } from "./read-input.ts";

/**
 * The arguments of a call from a file of JSON or YAML, or standard input: a map of them by name, or a list of all of them.
 *
 * @throws MediationError ERR_CLI_UNREADABLE, ERR_CLI_USAGE
 */
export async function readArguments(file: string | undefined, io: CliIo): Promise<Given> {
  const value = (await readInput(file, io)) as JsonValue;
  if (typeof value === "object" && value !== null) return value;
  throw new MediationError("ERR_CLI_USAGE", `${nameInput(file)} has no arguments in it.`, {
    hint: "Write a map of arguments by name, or a list of all of them in order.",
  });
}
