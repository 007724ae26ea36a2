import { Option } from "commander";
import { parse } from "yaml";
import { MediationError, messageOf } from "../../sdk/index.ts";
import { loadAdapter } from "../../simulator/index.ts";
import { networkAdapterContract, type ContractTest } from "../../testing/index.ts";
import { EXIT_FAILED } from "../exit-codes.ts";
import { readInput } from "../read-input.ts";
import { renderContract, type CheckedPromise } from "../render/render-contract.ts";
import type { AddCommand, Shell } from "./command.ts";

interface CheckOptions {
  readonly options?: string;
  readonly optionsFile?: string;
  readonly answer?: string;
  readonly json?: true;
}

export const addCheckAdapter: AddCommand = (program, shell) => {
  program
    .command("check-adapter")
    .summary("say whether a network adapter keeps its contract")
    .description(
      "Asks a network adapter everything that the SDK will ask it, in virtual time, and says of each promise whether it was kept, and else why not.",
    )
    .argument("<module>", "TypeScript or JavaScript file that exports the adapter")
    .option("--options <yaml>", "valid options for it, as YAML or JSON; default: {}")
    .addOption(new Option("--options-file <file>", "the same from a file").conflicts("options"))
    .option("--answer <text>", "what every server answers, with status 200; default: none is there")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      '\nExample:\n  fledgling check-adapter my-network.ts --options "{ cpmUsd: 2 }"',
    )
    .action(async (module: string, options: CheckOptions) => checkAdapter(module, options, shell));
};

async function checkAdapter(path: string, given: CheckOptions, shell: Shell): Promise<void> {
  const { io, colours, exitWith } = shell;
  const options = await readOptions(given, shell);
  const adapter = await loadAdapter(path, { cwd: io.cwd });
  const { answer } = given;
  const serve = answer === undefined ? undefined : () => ({ body: answer });
  const promises: CheckedPromise[] = [];
  for (const test of networkAdapterContract(adapter, { options, serve })) {
    promises.push(await check(test));
  }
  const facts = { adapter: adapter.id, module: path, promises };
  io.stdout(given.json ? `${JSON.stringify(facts, null, 2)}\n` : renderContract(facts, colours));
  if (promises.some(({ isKept }) => !isKept)) exitWith(EXIT_FAILED);
}

async function check({ name, run }: ContractTest): Promise<CheckedPromise> {
  try {
    await run();
    return { name, isKept: true };
  } catch (error) {
    return { name, isKept: false, why: messageOf(error) };
  }
}

async function readOptions(
  { options = "{}", optionsFile }: CheckOptions,
  { io }: Shell,
): Promise<unknown> {
  if (optionsFile !== undefined) return await readInput(optionsFile, io);
  try {
    return parse(options);
  } catch (error) {
    const [problem = ""] = messageOf(error).split("\n");
    throw new MediationError(
      "ERR_CLI_USAGE",
      `--options is no YAML: ${problem.replace(/[.:]$/, "")}.`,
      {
        hint: 'Write for example: --options "{ cpmUsd: 2 }"',
        cause: error,
      },
    );
  }
}
