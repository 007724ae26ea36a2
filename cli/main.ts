import process from "node:process";
import { text } from "node:stream/consumers";
import { isatty } from "node:tty";
import { createColors } from "picocolors";
import type { CliIo } from "./cli-io.ts";
import { EXIT_BUG } from "./exit-codes.ts";
import { renderError } from "./render/render-error.ts";
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
  return {
    stdout: (output) => void process.stdout.write(output),
    stderr: (output) => void process.stderr.write(output),
    // Not `isTTY`: it is undefined in a pipe, which picocolors takes for "decide yourself".
    isColour: isatty(1) && isatty(2) && !process.env["NO_COLOR"],
    cwd: process.cwd(),
    readStdin: () => text(process.stdin),
    untilInterrupted: () => {
      process.once("SIGINT", () => interruption.abort());
      process.once("SIGTERM", () => interruption.abort());
      return interruption.signal;
    },
  };
}
