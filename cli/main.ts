import process from "node:process";
import { text } from "node:stream/consumers";
import { isatty } from "node:tty";
import { createColors } from "picocolors";
import type { CliIo } from "./cli-io.ts";
import { EXIT_BUG } from "./exit-codes.ts";
import { renderError } from "./render/render-error.ts";
import { hasUnicode, toAscii } from "./render/to-ascii.ts";
import { runCli } from "./run-cli.ts";

/** Connects the command line to this process. */
export async function main(): Promise<void> {
  const io = createProcessIo();
  process.on("uncaughtException", (error) => {
    const isVerbose = process.argv.includes("--verbose");
    io.stderr(renderError(error, { colours: createColors(io.isColour), isVerbose }));
    process.exit(EXIT_BUG);
  });
  process.exitCode = await runCli(process.argv.slice(2), io);
}

function createProcessIo(): CliIo {
  const interruption = new AbortController();
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever reads us may leave early (`| head`): nothing is left to be said, and nothing is wrong.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      interruption.abort();
    });
  }
  const { TERM, NO_COLOR } = process.env;
  const hasFullTerminal = hasUnicode(process.env);
  const writeTo =
    (stream: NodeJS.WriteStream): CliIo["stdout"] =>
    (output) =>
      // What is piped is the same for everybody.
      void stream.write(hasFullTerminal || !stream.isTTY ? output : toAscii(output));
  return {
    stdout: writeTo(process.stdout),
    stderr: writeTo(process.stderr),
    // Not `isTTY`: it is undefined in a pipe, which picocolors takes for "decide yourself".
    isColour: isatty(1) && isatty(2) && !NO_COLOR && TERM !== "dumb",
    variables: process.env,
    cwd: process.cwd(),
    readStdin: () => text(process.stdin),
    ...(isatty(2) && TERM !== "dumb" && { progressClock: () => performance.now() }),
    untilInterrupted: () => {
      process.once("SIGINT", () => interruption.abort());
      process.once("SIGTERM", () => interruption.abort());
      return interruption.signal;
    },
  };
}
