import { Option } from "commander";
import type { ScriptSandbox } from "../../sdk/index.ts";
import {
  loadScenario,
  runScenarioSoFar,
  type LoadedScenario,
  type RunSoFar,
} from "../../simulator/index.ts";
import { parseSeed } from "../parse-seed.ts";
import { parseServerUrl } from "../parse-server-url.ts";
import { refuseFailedRun } from "../refuse-failed-run.ts";
import { renderJson } from "../render/render-json.ts";
import { renderWalk } from "../render/render-walk.ts";
import { openTraceFiles } from "../trace-file.ts";
import { watchScenario } from "../watch-scenario.ts";
import { withProgress } from "../with-progress.ts";
import { withSandbox } from "../with-sandbox.ts";
import type { AddCommand, Shell } from "./command.ts";

interface RunOptions {
  readonly seed?: number;
  readonly live?: true;
  readonly server?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly trace?: string;
  readonly perfetto?: string;
  readonly html?: string;
  readonly watch?: true;
  readonly jitless?: true;
}

export const addRun: AddCommand = (program, shell) => {
  program
    .command("run")
    .summary("run a scenario and explain it")
    .description("Runs a scenario and explains who won, and why the others did not.")
    .argument("<scenario>", "YAML, JSON or TypeScript file, or the folder of a scenario.yaml")
    .option("--seed <n>", "use this seed instead of the scenario's own", parseSeed)
    .option("--live", "real time and real HTTP, against running servers")
    .option("--server <url>", "with --live: where the server is", parseServerUrl)
    .addOption(new Option("--json", "print one JSON document").conflicts("quiet"))
    .option("--quiet", "print errors only")
    .option("--trace <file>", "write every event to this file, one JSON line each")
    .option("--perfetto <file>", "write a trace for https://ui.perfetto.dev to this file")
    .option("--html <file>", "write a page that plays the run; traces then have script bodies")
    .option("--jitless", "run scripts without the just-in-time compiler, as slow phones may")
    .option("--watch", "run again whenever the scenario or one of its scripts changes")
    .addHelpText("after", "\nExample:\n  fledgling run examples/01-waterfall --seed 7")
    .action(async (path: string, options: RunOptions) => {
      await withSandbox(
        async (sandbox) => {
          const run = (loaded: LoadedScenario): Promise<void> =>
            runOnce(loaded, { ...options, sandbox }, shell);
          if (options.watch) return await watchScenario(path, run, shell);
          await run(await loadScenario(path, { cwd: shell.io.cwd }));
        },
        { jitless: options.jitless ?? false },
      );
    });
};

type Options = RunOptions & { readonly sandbox: ScriptSandbox };

async function runOnce(
  loaded: LoadedScenario,
  options: Options,
  { io, colours }: Shell,
): Promise<void> {
  const { trace, perfetto, html } = options;
  const files = { cwd: io.cwd, inputs: loaded.files };
  const writePage = html === undefined ? undefined : await openPage(html, loaded, io);
  const traceFiles = openTraceFiles({ trace, perfetto }, files);
  try {
    const soFar = await runSoFar(loaded, options, io);
    await writePage?.(soFar);
    if (soFar.kind === "broken-off") throw soFar.error;
    const { run } = soFar;
    for (const file of traceFiles) file.write(run.events);
    if (options.json) io.stdout(renderJson(run));
    else if (!options.quiet) io.stdout(renderWalk(run, colours));
    refuseFailedRun(run, loaded);
  } finally {
    for (const file of traceFiles) file.close();
  }
}

async function runSoFar(
  loaded: LoadedScenario,
  { seed, live, server, sandbox, quiet, html }: Options,
  io: Shell["io"],
): Promise<RunSoFar> {
  return await withProgress(quiet ? {} : io, (onProgress) =>
    runScenarioSoFar(loaded, {
      ...(seed === undefined ? {} : { seed }),
      ...(server === undefined ? {} : { serverUrl: server }),
      mode: live ? "live" : "simulated",
      withBodies: html !== undefined,
      sandbox,
      onProgress,
    }),
  );
}

/** Only who wants a page waits for what it takes. */
async function openPage(
  path: string,
  loaded: LoadedScenario,
  io: Shell["io"],
): Promise<(run: RunSoFar) => Promise<void>> {
  const { openPageOfRun } = await import("../page-of-run.ts");
  return openPageOfRun(path, loaded, io);
}
