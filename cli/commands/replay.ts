import { resolve } from "node:path";
import { Option } from "commander";
import type { MediationEvent } from "../../sdk/index.ts";
import { knobsOf, loadTrace, replayTrace, type KnobValues } from "../../simulator/index.ts";
import { parseKnob } from "../parse-knobs.ts";
import { renderKnobs } from "../render/render-knobs.ts";
import { renderReplay } from "../render/render-replay.ts";
import { openTraceFiles } from "../trace-file.ts";
import { withProgress } from "../with-progress.ts";
import { withSandbox } from "../with-sandbox.ts";
import type { AddCommand, Shell } from "./command.ts";

interface ReplayOptions {
  readonly set?: KnobValues;
  readonly knobs?: true;
  readonly json?: true;
  readonly trace?: string;
  readonly folder?: string;
}

export const addReplay: AddCommand = (program, shell) => {
  program
    .command("replay")
    .summary("run a trace again with a setting changed")
    .description(
      "Runs again what a trace has recorded, with settings changed, and says what that made of it: who won before and after, where the runs part, which metrics moved. The trace is all it needs.",
    )
    .argument("<trace>", "what fledgling run --trace has written")
    .option("--set <path=value>", "change this; may be given several times", parseKnob)
    .addOption(
      new Option("--knobs", "list everything that can be changed, with its value").conflicts([
        "set",
        "trace",
      ]),
    )
    .option("--json", "print one JSON document")
    .option("--trace <file>", "write every event of the replay to this file")
    .option("--folder <path>", "where the scenario's adapter modules are; default: here")
    .addHelpText(
      "after",
      "\nExamples:\n  fledgling replay trace.jsonl --set node.beta.timeout=4000\n  fledgling replay trace.jsonl --set node.beta.off=true --set flow=hybrid",
    )
    .action(async (path: string, options: ReplayOptions) => {
      const events = await loadTrace(path, { cwd: shell.io.cwd });
      await (options.knobs ? list : replay)({ path, events }, options, shell);
    });
};

interface Recorded {
  readonly path: string;
  readonly events: readonly MediationEvent[];
}

async function list(
  { path, events }: Recorded,
  { json, folder = "." }: ReplayOptions,
  { io }: Shell,
): Promise<void> {
  const knobs = await knobsOf(events, { name: path, folder: resolve(io.cwd, folder) });
  io.stdout(json ? toJson({ knobs }) : renderKnobs(knobs));
}

async function replay(
  { path, events }: Recorded,
  { set, json, trace, folder = "." }: ReplayOptions,
  { io, colours }: Shell,
): Promise<void> {
  const files = { cwd: io.cwd, inputs: [resolve(io.cwd, path)] };
  const traceFiles = openTraceFiles({ trace, perfetto: undefined }, files);
  try {
    const place = { name: path, folder: resolve(io.cwd, folder) };
    const replayed = await withSandbox((sandbox) =>
      withProgress(io, (onProgress) =>
        replayTrace(events, { ...place, sandbox, onProgress, ...(set !== undefined && { set }) }),
      ),
    );
    for (const file of traceFiles) file.write(replayed.run.events);
    const { changes, ends, comparison } = replayed;
    io.stdout(json ? toJson({ changes, ends, comparison }) : renderReplay(replayed, colours));
  } finally {
    for (const file of traceFiles) file.close();
  }
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
