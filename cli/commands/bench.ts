import {
  createCostSandbox,
  DECISION_FUNCTIONS,
  MediationError,
  resolveProfile,
  type CostSandbox,
  type DecisionFunctionId,
} from "../../sdk/index.ts";
import { readScriptFile } from "../../simulator/index.ts";
import {
  listFunctions,
  measureScript,
  type ScriptCall,
  type ScriptText,
} from "../../testing/index.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT_FAILED } from "../exit-codes.ts";
import { readArguments } from "../read-arguments.ts";
import { renderMeasurements, type MeasuredFunction } from "../render/render-measurements.ts";
import { toDecisionFunction } from "../to-decision-function.ts";
import { toProfileName } from "../to-profile-name.ts";
import type { AddCommand, Shell } from "./command.ts";

interface BenchOptions {
  readonly args?: string;
  readonly calls: number;
  readonly profile?: string;
  readonly json?: true;
}

export const addBench: AddCommand = (program, shell) => {
  program
    .command("bench")
    .summary("say how long a decision script takes")
    .description(
      "Calls functions of a decision script again and again, each time in a world as a device gives it, and says how long the top level and the calls took on this machine, with the engine's compilers and without.",
    )
    .argument("<script>", "JavaScript or TypeScript file")
    .argument("[function]", "one of its functions; default: each that it has")
    .option("--args <file>", "arguments, as JSON or YAML; default: samples")
    .option("--calls <n>", "how many calls to measure", parseCalls, 500)
    .option("--profile <name>", "the device to be; default: android-all-on")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  fledgling bench seller.js scoreAd --args args.json")
    .action(async (file: string, name: string | undefined, options: BenchOptions) =>
      bench({ file, name }, options, shell),
    );
};

async function bench(
  { file, name }: { readonly file: string; readonly name: string | undefined },
  options: BenchOptions,
  { io, colours, exitWith }: Shell,
): Promise<void> {
  const chosen = name === undefined ? undefined : toDecisionFunction(name);
  const call = await readCall(file, options, io);
  const sandboxes = {
    compiled: createCostSandbox(),
    jitless: createCostSandbox({ jitless: true }),
  };
  const functions: MeasuredFunction[] = [];
  try {
    for (const id of chosen ? [chosen] : await findFunctions(call.script, sandboxes.compiled)) {
      const measured = await measureBoth({ ...call, function: id }, { ...options, sandboxes }, io);
      if (measured === undefined) exitWith(EXIT_FAILED);
      else functions.push(measured);
    }
  } finally {
    await Promise.all([sandboxes.compiled.dispose(), sandboxes.jitless.dispose()]);
  }
  if (options.json) io.stdout(`${JSON.stringify(functions, null, 2)}\n`);
  else if (functions.length > 0) io.stdout(renderMeasurements(functions, colours));
}

async function readCall(file: string, { args, profile }: BenchOptions, io: CliIo) {
  return {
    script: await readScriptFile(file, { folder: io.cwd }),
    calls: [args === undefined ? {} : await readArguments(args, io)],
    profile: resolveProfile(profile === undefined ? "android-all-on" : toProfileName(profile)),
  };
}

interface BothWays extends BenchOptions {
  readonly sandboxes: { readonly compiled: CostSandbox; readonly jitless: CostSandbox };
}

/** Tells at once of a function that fails, and goes on. */
async function measureBoth(
  call: ScriptCall,
  { calls: callCount, sandboxes }: BothWays,
  io: CliIo,
): Promise<MeasuredFunction | undefined> {
  const compiled = await measureScript(call, sandboxes.compiled, { callCount });
  const jitless =
    compiled.kind === "failed"
      ? compiled
      : await measureScript(call, sandboxes.jitless, { callCount });
  if (compiled.kind === "measured" && jitless.kind === "measured") {
    return { compiled: compiled.measurement, jitless: jitless.measurement };
  }
  const { failure } = jitless.kind === "failed" ? jitless.called : {};
  io.stderr(`${call.function} failed: ${failure ?? "nothing could be measured"}\n`);
  return undefined;
}

async function findFunctions(
  script: ScriptText,
  sandbox: CostSandbox,
): Promise<readonly DecisionFunctionId[]> {
  const found = await listFunctions(script, sandbox);
  sandbox.takeCosts();
  if (found.length > 0) return found.map(({ id }) => id);
  const names = DECISION_FUNCTIONS.map(({ id }) => id).join(", ");
  throw new MediationError("ERR_CLI_USAGE", `No function of "${script.name}" can be called.`, {
    hint: `It needs one of ${names}; "fledgling lint" may say what is wrong with it.`,
  });
}

function parseCalls(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= mostCalls) return count;
  throw new MediationError(
    "ERR_CLI_USAGE",
    `--calls takes a whole number from 1 to ${mostCalls}, got "${text}".`,
    { hint: "Write for example: --calls 2000" },
  );
}

/** Hours of it would not tell more. */
const mostCalls = 1_000_000;
