import type { CommanderError } from "commander";
import { MediationError } from "../sdk/index.ts";

/** Says in our words what commander found wrong with the command line. */
export function toUsageError(error: CommanderError, argv: readonly string[]): MediationError {
  const [problem = "", suggestion] = error.message.split("\n");
  const [, nearest] = /\(Did you mean (?:one of )?(.+)\?\)/.exec(suggestion ?? "") ?? [];
  const help = ["fledgling", ...argv.slice(0, 1).filter((word) => /^[a-z]/.test(word)), "--help"];
  const isUnknownCommand = error.code === "commander.unknownCommand";
  const advice = `See "${isUnknownCommand ? "fledgling --help" : help.join(" ")}".`;
  const what = problem
    .replace(/^error: /, "")
    .replace(/\.$/, "")
    .replaceAll("'", '"');
  return new MediationError("ERR_CLI_USAGE", `${capitalise(what)}.`, {
    hint: nearest === undefined ? advice : `Did you mean ${nearest}? ${advice}`,
    cause: error,
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
