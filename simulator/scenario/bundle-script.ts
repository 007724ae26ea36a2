import { resolve } from "node:path";
import type { BuildFailure, Message } from "esbuild";
import { MediationError } from "../../sdk/index.ts";

/** A script as a device can run it, made of what its author wrote. */
export interface BundledScript {
  readonly text: string;
  /** Absolute paths of everything that went into it. */
  readonly files: readonly string[];
}

/** A file and how messages name it; both start at the folder. */
interface ModuleFile {
  readonly name: string;
  readonly folder: string;
}

/** Whether a script has to be made first: it is TypeScript, or may be a module. */
export function needsBundling(name: string, text: string): boolean {
  return /\.(?:[cm]?ts|mjs)$/.test(name) || /^\s*(?:import|export)\b/m.test(text);
}

/**
 * Puts a module and what it imports into one plain script, whose functions are those that the module exports. A
 * file that is no module keeps its top level, without its types. The map to the author's files is in the last line.
 *
 * @throws MediationError ERR_SCRIPT_UNBUILDABLE
 */
export async function bundleScript(file: ModuleFile): Promise<BundledScript> {
  const { metafile, outputFiles } = await build(file);
  const inputs = Object.entries(metafile.inputs);
  const files = inputs.map(([name]) => resolve(file.folder, name));
  const text = outputFiles[0]?.text ?? "";
  if (!inputs.some(([, { format }]) => format === "esm")) return { text, files };
  const plain = toPlainScript(text);
  if (plain !== undefined) return { text: plain, files };
  throw unbuildable(file.name, [
    `${file.name}  exports no function by name, so the device finds none: write "export function …"`,
  ]);
}

async function build({ name, folder }: ModuleFile) {
  const esbuild = await import("esbuild");
  try {
    return await esbuild.build({
      entryPoints: [resolve(folder, name)],
      absWorkingDir: resolve(folder),
      // Nothing is written there; the map names files as seen from it.
      outfile: resolve(folder, "bundle.js"),
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "neutral",
      mainFields: ["module", "main"],
      target: "es2024",
      charset: "utf8",
      legalComments: "none",
      // What nobody exports may still be what the device calls.
      treeShaking: false,
      sourcemap: "inline",
      sourcesContent: false,
      logLevel: "silent",
      tsconfigRaw: "{}",
    });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw unbuildable(name, error.errors.map(renderMessage), error);
  }
}

/** Put together here, or tools would take this file itself for one that has a map. */
const mapComment = ["//#", "sourceMappingURL="].join(" ");

/** The last statement of a module that esbuild has bundled, and the comment that holds its map. */
const ending =
  /^export \{\n(?<names>[^}]*)\};\n\/\/[#] sourceMappingURL=.*?;base64,(?<map>\S*)\s*$/m;

/** `  scoreAd`, or `  scoreAd2 as scoreAd` where another file has a function of that name. */
const exportedName = /^ {2}([\w$]+)(?: as ([\w$]+))?,?$/gm;

/**
 * Modules are strict and keep their names to themselves, so a function goes around them; undefined if nothing
 * would come out of it.
 */
function toPlainScript(module: string): string | undefined {
  const found = ending.exec(module);
  const exported = [...(found?.groups?.["names"] ?? "").matchAll(exportedName)]
    .map(([, own = "", name = own]) => ({ own, name }))
    .filter(({ name }) => name !== "default");
  if (found === null || exported.length === 0) return undefined;
  const names = exported.map(({ name }) => name).join(", ");
  const values = exported.map(({ own, name }) => `${name}: ${own}`).join(", ");
  const map = moveDown(found.groups?.["map"] ?? "");
  return `var { ${names} } = (() => { "use strict";
${module.slice(0, found.index)}return { ${values} };
})();
${mapComment}data:application/json;base64,${map}
`;
}

/** By the one line above the module: semicolons are what counts lines in a map. */
function moveDown(map: string): string {
  const { mappings, ...rest } = JSON.parse(Buffer.from(map, "base64").toString()) as {
    readonly mappings: string;
  };
  return Buffer.from(JSON.stringify({ ...rest, mappings: `;${mappings}` })).toString("base64");
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error;
}

function renderMessage({ text, location }: Message): string {
  if (location === null) return text;
  const { file, line, column } = location;
  return `${file}:${line}:${column + 1}  ${text}`;
}

function unbuildable(name: string, problems: readonly string[], cause?: unknown): MediationError {
  const list = problems.map((problem) => `\n  ${problem}`).join("");
  return new MediationError("ERR_SCRIPT_UNBUILDABLE", `Cannot make a script of "${name}":${list}`, {
    hint: "A module may import files and packages, but nothing that a device does not have.",
    details: { problems },
    cause,
  });
}
