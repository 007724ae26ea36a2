import type { Command } from "commander";
import type { Colors } from "picocolors/types.js";
import type { CliIo } from "../cli-io.ts";

/** What a command works with. */
export interface Shell {
  readonly io: CliIo;
  readonly colours: Colors;
  /** For commands that go on after an error; what they throw is printed anyway. */
  readonly printError: (error: unknown) => void;
  /** For commands whose answer is in what they exit with, although nothing went wrong. */
  readonly exitWith: (exitCode: number) => void;
}

/** Adds one verb to the command line. */
export type AddCommand = (program: Command, shell: Shell) => void;
