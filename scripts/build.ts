import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { buildTemplate } from "../studio/build-template.ts";

const PROJECT = "tsconfig.build.json";
/** What the page is built from, by a tool of its own. */
const PAGE_SOURCES = path.join("studio", "web");

interface BuildProject {
  readonly include: readonly string[];
  readonly compilerOptions: { readonly outDir: string };
}

const { include: rooms, compilerOptions } = JSON.parse(
  readFileSync(PROJECT, "utf8"),
) as BuildProject;
const { outDir } = compilerOptions;

rmSync(outDir, { recursive: true, force: true });

const { status } = spawnSync(`tsc -p ${PROJECT}`, { shell: true, stdio: "inherit" });
if (status !== 0) process.exit(1);

// Whatever lies in a room and is not TypeScript is read at run time, from its place beside the reader.
for (const room of rooms) {
  cpSync(room, path.join(outDir, room), {
    recursive: true,
    filter: (source) => !source.endsWith(".ts") && source !== PAGE_SOURCES,
  });
}

await buildTemplate(PAGE_SOURCES, path.join(outDir, "studio", "page.html"));
