import { readFile, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";

/** Where a script lies on the disk, and how the scenario calls it. */
interface ScriptFile {
  readonly path: string;
  readonly name: string;
}

/** Bigger ones would be served and not read. */
const mostMapBytes = 3 * 2 ** 20;

/** The name of a file in the same folder: no other folder is looked into. */
const mapComment = /^[\t ]*\/\/[#@] ?sourceMappingURL=([^/\\:?#\s]+\.map)$/;
const mostCommentLength = 300;

/**
 * Puts the source map that lies beside a bundle into the bundle, where it is found by whoever runs it. Files are
 * named as the scenario names them. A map that is not there, or is none, changes nothing.
 */
export async function inlineSourceMap(text: string, { path, name }: ScriptFile): Promise<string> {
  const trimmed = text.trimEnd();
  const lineAt = trimmed.lastIndexOf("\n") + 1;
  const mapName = mapComment.exec(trimmed.slice(lineAt, lineAt + mostCommentLength))?.[1];
  if (mapName === undefined) return text;
  const map = await readMap(join(dirname(path), mapName), posix.dirname(name));
  if (map === undefined) return text;
  const base64 = Buffer.from(map).toString("base64");
  const comment = `//# sourceMappingURL=data:application/json;base64,${base64}`;
  return `${trimmed.slice(0, lineAt)}${comment}\n`;
}

/** Only what is needed to find a place; the sources themselves are with their author. */
async function readMap(path: string, folder: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > mostMapBytes) return undefined;
    const { sources, sourceRoot, mappings } = JSON.parse(await readFile(path, "utf8")) as {
      readonly sources: readonly (string | null)[];
      readonly sourceRoot?: string;
      readonly mappings: string;
    };
    const root = nameSource(sourceRoot || ".", folder);
    const named = sources.map((source) => nameSource(source ?? "", root));
    return JSON.stringify({ version: 3, sources: named, names: [], mappings });
  } catch {
    return undefined;
  }
}

/** Addresses such as `webpack://shop/src/bid.ts` stay as they are. */
function nameSource(source: string, root: string): string {
  const isRelative = source !== "" && !posix.isAbsolute(source) && !source.includes(":");
  if (!isRelative) return source;
  return root.includes(":") ? `${root.replace(/\/$/, "")}/${source}` : posix.join(root, source);
}
