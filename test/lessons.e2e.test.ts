import { cpSync, globSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readLesson } from "../studio/index.ts";
import { EXAMPLES } from "./support/example-scenarios.ts";
import { commandsIn, leaveOut, runCommands } from "./support/lesson-commands.ts";
import { aTempFolder } from "./support/temp-folder.ts";

const FOLDER = path.resolve(import.meta.dirname, "../docs/lessons");
const PAGES = globSync("[0-9][0-9]-*.md", { cwd: FOLDER }).toSorted();

it.each(PAGES)("lesson %s shows what its commands print", async (name) => {
  const { page } = await readLesson(path.join(FOLDER, name));
  const folder = await aTempFolder();
  cpSync(EXAMPLES, path.join(folder.path, "examples"), { recursive: true });

  for (const { commands, output } of commandsIn(page.sections.flatMap(({ blocks }) => blocks))) {
    const printed = await runCommands(commands, folder.path);

    // Whoever wants to show nothing of what commands print writes a block with "…" alone.
    const shown = output ?? "";
    expect(`${commands}\n${leaveOut(printed, shown)}`).toBe(`${commands}\n${shown}`);
  }
});
