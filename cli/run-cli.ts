import { Command, CommanderError } from "commander";
import { createColors } from "picocolors";
import type { Colors } from "picocolors/types.js";
import { readOwnVersion } from "../simulator/index.ts";
import type { CliIo } from "./cli-io.ts";
import type { Shell } from "./commands/command.ts";
import { loadCommands } from "./commands/index.ts";
import { EXIT_OK, EXIT_USER, exitCodeOf } from "./exit-codes.ts";
import { renderError } from "./render/render-error.ts";
import { toPrintable } from "./render/to-printable.ts";
import { toUsageError } from "./usage-error.ts";

/** Runs one command line, without the program's name, and says what the process should exit with. */
export async function runCli(argv: readonly string[], world: CliIo): Promise<number> {
  // Errors come before the options are parsed, and how to show them is an option.
  const colours = createColors(world.isColour && !argv.includes("--no-color"));
  const io = argv.includes("--json") ? world : printing(world, colours);
  const isVerbose = argv.includes("--verbose");
  const printError = (error: unknown): void =>
    io.stderr(renderError(error, { colours, isVerbose }));
  let exitCode = EXIT_OK;
  const exitWith = (code: number): void => {
    exitCode = code;
  };
  try {
    const args = argv.length === 0 ? ["--help"] : argv;
    const shell = { io, colours, printError, exitWith };
    const program = await createProgram(args, shell);
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT_OK;
    // Options, but no command: the help is on its way already.
    if (thrown instanceof CommanderError && thrown.code === "commander.help") return EXIT_USER;
    const error = thrown instanceof CommanderError ? toUsageError(thrown, argv) : thrown;
    printError(error);
    return exitCodeOf(error);
  }
}

/** JSON escapes control characters by itself; whatever else is printed must not have any but our own. */
function printing(world: CliIo, colours: Colors): CliIo {
  return { ...world, stdout: (text) => world.stdout(toPrintable(text, colours)) };
}

async function createProgram(args: readonly string[], shell: Shell): Promise<Command> {
  const program = new Command("fledgling")
    .description("Simulates an Android-style, on-device mediation SDK and explains every step.")
    .version(readOwnVersion(), "-V, --version", "print the version")
    .option("--verbose", "show stack traces with errors")
    .option("--no-color", "print without colours; the variable NO_COLOR does the same")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true, helpWidth: 80 })
    .configureOutput({
      writeOut: shell.io.stdout,
      writeErr: shell.io.stderr,
      // Usage errors are thrown, and printed like any other.
      outputError: () => undefined,
    })
    .exitOverride();
  for (const addCommand of await loadCommands(args)) addCommand(program, shell);
  return program;
}
