import { Option } from "commander";
import {
  MediationError,
  resolveProfile,
  type DecisionFunctionId,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { readScriptFile, type ScriptFile } from "../../simulator/index.ts";
import { callScript, listFunctions, type CalledScript } from "../../testing/index.ts";
import { callFromTrace } from "../call-from-trace.ts";
import { EXIT_FAILED } from "../exit-codes.ts";
import { parseSeed } from "../parse-seed.ts";
import { readGiven } from "../read-given.ts";
import { isUsable, renderCalled } from "../render/render-called.ts";
import { renderCalledJson } from "../render/render-called-json.ts";
import { renderFunctions } from "../render/render-functions.ts";
import { takeCosts } from "../take-costs.ts";
import { toDecisionFunction } from "../to-decision-function.ts";
import { toProfileName } from "../to-profile-name.ts";
import { inspectOption, withDebugger, type DebugPlace } from "../with-debugger.ts";
import { withSandbox } from "../with-sandbox.ts";
import type { AddCommand, Shell } from "./command.ts";

interface CallOptions {
  readonly args?: string;
  readonly arg?: readonly string[];
  readonly profile?: string;
  readonly seed?: number;
  readonly at?: number;
  readonly costs?: true;
  readonly json?: true;
  readonly fromTrace?: string;
  readonly call?: number;
  readonly folder?: string;
  readonly inspect?: DebugPlace;
}

const ofOwnArguments = ["args", "arg", "profile", "seed", "at"];

export const addCall: AddCommand = (program, shell) => {
  program
    .command("call")
    .summary("call one function of a decision script")
    .description(
      "Calls one function of a decision script, as a device would, and says what the device makes of the result. Arguments that nobody gives are samples.",
    )
    .argument("[script]", "JavaScript or TypeScript file")
    .argument("[function]", "one of its functions; without it, they are listed")
    .option("--args <file>", "arguments, as JSON or YAML: a map by name, or a list; - reads them")
    .option("--arg <name=value>", "one argument, or a part of it: ad.metadata.bid=2", collect)
    .option("--profile <name>", "the device to be; default: android-all-on")
    .option("--seed <n>", "what Math.random starts from; default: 1", parseSeed)
    .option("--at <time>", "what Date reads first; default: 2024-01-01", parseTime)
    .addOption(
      new Option("--from-trace <file>", "have a call of this trace again").conflicts(
        ofOwnArguments,
      ),
    )
    .option("--call <n>", "which one, from 1; without it, they are listed", parseNumber)
    .option("--folder <path>", "with --from-trace: where adapter modules are; default: here")
    .addOption(
      new Option("--costs", "say what it takes of this machine").conflicts([
        "fromTrace",
        "inspect",
      ]),
    )
    .addOption(inspectOption())
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExamples:\n  fledgling call seller.js scoreAd --arg bid=2.5\n  fledgling call edited.js --from-trace trace.jsonl --call 3\n  fledgling call seller.js scoreAd --inspect",
    )
    .action(async (file: string | undefined, name: string | undefined, options: CallOptions) =>
      call({ file, name }, options, shell),
    );
};

interface Called {
  readonly file: string | undefined;
  readonly name: string | undefined;
}

async function call({ file, name }: Called, options: CallOptions, shell: Shell): Promise<void> {
  const { fromTrace } = options;
  if (fromTrace !== undefined) {
    return await callFromTrace({ ...options, file, name, trace: fromTrace }, shell);
  }
  if (file === undefined) throw needsScript();
  const script = await readScriptFile(file, { folder: shell.io.cwd });
  if (name === undefined) return await listFile(script, options, shell);
  await callFile({ ...options, script, id: toDecisionFunction(name) }, shell);
}

interface FileCall extends CallOptions {
  readonly script: ScriptFile;
  readonly id: DecisionFunctionId;
}

async function listFile(script: ScriptFile, { json }: CallOptions, shell: Shell): Promise<void> {
  const { io, exitWith } = shell;
  const functions = await withSandbox((sandbox) => listFunctions(script, sandbox));
  io.stdout(json ? toJson({ functions }) : renderFunctions(script, functions));
  if (functions.length === 0) exitWith(EXIT_FAILED);
}

async function callFile({ script, id, ...options }: FileCall, shell: Shell): Promise<void> {
  const { io, colours, exitWith } = shell;
  const { given, samples } = await readGiven(id, options, io);
  const profile = resolveProfile(toProfileName(options.profile ?? "android-all-on"));
  const asking = {
    script,
    function: id,
    calls: [given],
    profile,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.at !== undefined && { nowMs: options.at }),
  };
  const run = (sandbox: ScriptSandbox): Promise<CalledScript> => callScript(asking, sandbox);
  const { inspect } = options;
  const called = await (inspect ? withDebugger(inspect, shell, run) : withSandbox(run));
  if (called === undefined) return;
  const costs = options.costs ? await takeCosts(asking) : undefined;
  const asked = { called, profile, samples, costs };
  io.stdout(options.json ? renderCalledJson(asked) : renderCalled(asked, colours));
  if (!isUsable(called)) exitWith(EXIT_FAILED);
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** @throws MediationError ERR_CLI_USAGE */
function parseTime(text: string): number {
  const timeMs = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isSafeInteger(timeMs)) return timeMs;
  throw new MediationError("ERR_CLI_USAGE", `--at takes a time, got "${text}".`, {
    hint: "Write for example: --at 2024-03-01T12:00:00Z, or milliseconds since 1970.",
  });
}

/** @throws MediationError ERR_CLI_USAGE */
function parseNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new MediationError("ERR_CLI_USAGE", `--call takes a number from 1, got "${text}".`, {
    hint: "Without it, fledgling call --from-trace lists the calls with their numbers.",
  });
}

function needsScript(): MediationError {
  return new MediationError("ERR_CLI_USAGE", "There is no script to call.", {
    hint: "Name one: fledgling call seller.js scoreAd; or a trace: --from-trace trace.jsonl",
  });
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
