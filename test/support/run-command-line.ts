import { runCli } from "../../cli/run-cli.ts";

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliWorld {
  readonly cwd?: string;
  readonly isColour?: boolean;
  /** What is piped in. */
  readonly stdin?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly interrupted?: AbortSignal;
  /** Hears everything at once as it is printed. */
  readonly onOutput?: (text: string) => void;
}

/** Runs one command line in this process and collects what it prints. */
export async function runCommandLine(
  argv: readonly string[],
  { cwd = "/", isColour = false, stdin = "", variables = {}, interrupted, onOutput }: CliWorld = {},
): Promise<CliResult> {
  let stdout = "";
  let stderr = "";
  const exitCode = await runCli(argv, {
    stdout(text) {
      stdout += text;
      onOutput?.(text);
    },
    stderr(text) {
      stderr += text;
      onOutput?.(text);
    },
    isColour,
    variables,
    cwd,
    readStdin: async () => stdin,
    untilInterrupted: () => interrupted ?? new AbortController().signal,
  });
  return { exitCode, stdout, stderr };
}
