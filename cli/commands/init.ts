import { mkdir, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import { reasonOf } from "../file-error.ts";
import { readStarter } from "../starter/read-starter.ts";
import type { AddCommand, Shell } from "./command.ts";

export const addInit: AddCommand = (program, shell) => {
  program
    .command("init")
    .summary("write a starter scenario")
    .description("Writes a commented starter scenario and its two scripts.")
    .argument("[folder]", "where to write it", ".")
    .option("--typescript", "write the scenario in TypeScript instead of YAML")
    .addHelpText("after", "\nExample:\n  fledgling init my-waterfall")
    .action(async (folder: string, { typescript = false }: { readonly typescript?: boolean }) => {
      await writeStarter(folder, typescript ? "typescript" : "yaml", shell);
    });
};

async function writeStarter(
  folder: string,
  language: "typescript" | "yaml",
  { io }: Shell,
): Promise<void> {
  const target = resolve(io.cwd, folder);
  const files = await readStarter(language, target);
  const names = files.map(({ name }) => join(folder, name));
  for (const name of names) await refuseOverwriting(name, io.cwd);
  await write(files, target).catch((error: unknown) => {
    throw new MediationError("ERR_CLI_UNWRITABLE", `Cannot write a starter: ${reasonOf(error)}.`, {
      hint: "Name a folder that you may write to.",
      cause: error,
    });
  });
  const list = names.map((name) => `  ${name}\n`).join("");
  io.stdout(`Wrote a starter scenario:\n${list}\nRun it with:\n  fledgling run ${names[0]}\n`);
}

async function write(
  files: readonly { readonly name: string; readonly text: string }[],
  target: string,
): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const { name, text } of files) await writeFile(join(target, name), text, { flag: "wx" });
}

async function refuseOverwriting(name: string, cwd: string): Promise<void> {
  const isThere = await stat(resolve(cwd, name)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new MediationError("ERR_CLI_UNWRITABLE", `Cannot write "${name}": it is there already.`, {
    hint: 'Name another folder ("fledgling init my-scenario"), or move the file away.',
  });
}
