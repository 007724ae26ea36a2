/**
 * Whether everybody who imports the package gets types that are true, by the library that arethetypeswrong.github.io
 * runs. Its own command packs the package first and then looks for each folder among all files in turn, which for
 * one with sources and maps takes most of a minute; here it gets what can be imported, and an index of the folders.
 * Usage: node scripts/check-entry-types.ts, after `npm run build`
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { Package, checkPackage } from "@arethetypeswrong/core";
import { problemAffectsResolutionKind } from "@arethetypeswrong/core/problems";

const ROOT = path.resolve(import.meta.dirname, "..");
const { name: NAME, version: VERSION } = JSON.parse(
  readFileSync(path.join(ROOT, "package.json"), "utf8"),
) as { readonly name: string; readonly version: string };
const IMPORTABLE = ["package.json", "dist/**/*.{js,d.ts}", "decision-logic/types/*.{d.ts,json}"];
/** The package is for ES modules: who requires it gets one all the same. */
const WAYS_TO_RESOLVE = ["node16-esm", "bundler"] as const;

class IndexedPackage extends Package {
  readonly #folders: ReadonlySet<string>;

  constructor(files: Readonly<Record<string, string>>) {
    super({ ...files }, NAME, VERSION);
    this.#folders = new Set(Object.keys(files).flatMap(foldersOf));
  }

  override directoryExists(folder: string): boolean {
    return this.#folders.has(path.posix.join("/", folder).replace(/\/$/, ""));
  }
}

const analysis = await checkPackage(new IndexedPackage(readFiles()));
if (!analysis.types) throw new Error("The package has no types: run npm run build first.");
const problems = analysis.problems.filter((problem) =>
  WAYS_TO_RESOLVE.some((way) => problemAffectsResolutionKind(problem, way, analysis)),
);
for (const problem of problems) console.error(JSON.stringify(problem, null, 2));
const entries = Object.keys(analysis.entrypoints);
console.log(`${entries.length} ways in, ${problems.length} with types that are not true.`);
process.exitCode = problems.length === 0 ? 0 : 1;

function readFiles(): Readonly<Record<string, string>> {
  const names = IMPORTABLE.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  return Object.fromEntries(
    names.map((name) => [
      path.posix.join("/node_modules", NAME, ...name.split(path.sep)),
      readFileSync(path.join(ROOT, name), "utf8"),
    ]),
  );
}

/** `/a`, `/a/b` of `/a/b/c.js`. */
function foldersOf(file: string): readonly string[] {
  const parts = path.posix.dirname(file).split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
