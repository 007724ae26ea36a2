import { mkdir, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Option } from "commander";
import { DECISION_FUNCTIONS, MediationError, type DecisionFunctionId } from "../../sdk/index.ts";
import { reasonOf } from "../file-error.ts";
import { readScriptStarter, readStarter, type StarterFile } from "../starter/read-starter.ts";
import type { AddCommand, Shell } from "./command.ts";

interface InitOptions {
  readonly typescript?: true;
  readonly script?: DecisionFunctionId;
}

export const addInit: AddCommand = (program, shell) => {
  program
    .command("init")
    .summary("write a starter scenario, or a starter script")
    .description(
      "Writes a commented starter scenario and its two scripts, or one typed decision script and a test of it.",
    )
    .argument("[folder]", "where to write it", ".")
    .option("--typescript", "write the scenario in TypeScript instead of YAML")
    .addOption(
      new Option("--script <function>", "write a typed script with this function instead")
        .choices(DECISION_FUNCTIONS.map(({ id }) => id))
        .conflicts("typescript"),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  fledgling init my-waterfall\n  fledgling init --script scoreAd",
    )
    .action(async (folder: string, { typescript, script }: InitOptions) => {
      if (script !== undefined) return await writeScript(folder, script, shell);
      await writeScenario(folder, typescript ? "typescript" : "yaml", shell);
    });
};

async function writeScenario(
  folder: string,
  language: "typescript" | "yaml",
  { io }: Shell,
): Promise<void> {
  const files = await readStarter(language, resolve(io.cwd, folder));
  const names = await write(files, { folder, cwd: io.cwd });
  io.stdout(
    `Wrote a starter scenario:\n${list(names)}\nRun it with:\n  fledgling run ${names[0]}\n`,
  );
}

async function writeScript(folder: string, id: DecisionFunctionId, { io }: Shell): Promise<void> {
  const starter = await readScriptStarter(id, resolve(io.cwd, folder));
  // Whoever has a project has made up their mind about it.
  const isProject = await isThere(resolve(io.cwd, folder, "tsconfig.json"));
  const files = isProject ? starter.filter(({ name }) => name !== "tsconfig.json") : starter;
  const names = await write(files, { folder, cwd: io.cwd });
  const [script, test] = names;
  io.stdout(
    `Wrote a starter script and a test of it:\n${list(names)}\nCall its function, and run the test, with:\n  fledgling call ${script} ${id}\n  fledgling test ${test}\n`,
  );
}

function list(names: readonly string[]): string {
  return names.map((name) => `  ${name}\n`).join("");
}

interface Target {
  readonly folder: string;
  readonly cwd: string;
}

/** Returns the files as the user would name them. */
async function write(
  files: readonly StarterFile[],
  { folder, cwd }: Target,
): Promise<readonly string[]> {
  const names = files.map(({ name }) => join(folder, name));
  for (const name of names) await refuseOverwriting(name, cwd);
  await writeAll(files, resolve(cwd, folder)).catch((error: unknown) => {
    throw new MediationError("ERR_CLI_UNWRITABLE", `Cannot write a starter: ${reasonOf(error)}.`, {
      hint: "Name a folder that you may write to.",
      cause: error,
    });
  });
  return names;
}

async function writeAll(files: readonly StarterFile[], target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const { name, text } of files) await writeFile(join(target, name), text, { flag: "wx" });
}

async function refuseOverwriting(name: string, cwd: string): Promise<void> {
  if (!(await isThere(resolve(cwd, name)))) return;
  throw new MediationError("ERR_CLI_UNWRITABLE", `Cannot write "${name}": it is there already.`, {
    hint: 'Name another folder ("fledgling init my-scenario"), or move the file away.',
  });
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
