import { Buffer } from "node:buffer";
import { SourceMap } from "node:module";
import type { ScriptError } from "../foundation/script-sandbox.ts";

/** In characters of base64. A map that is longer is as good as none. */
export const mostSourceMapLength = 2 ** 22;
/** In characters: each two or so become an object when the map is read. */
export const mostMappingsLength = 2 ** 19;
/** Of the name of a file. */
const mostNameLength = 200;

/** A script that brings its map along. */
interface MappedScript {
  /** The script without it, line for line: a map is often longer, and engine and parser have no use for it. */
  readonly text: string;
  /** Read when it is first asked for; undefined if it cannot be. */
  readonly map: () => ReadMap | undefined;
}

interface ReadMap {
  readonly payload: ScriptSourceMap;
  readonly lookUp: SourceMap;
}

/** A map as its script has it, as far as anybody here has a use for it. */
export interface ScriptSourceMap {
  /** Names of files, ready for sentences and terminals; the root is part of them. */
  readonly sources: readonly string[];
  /** What the author wrote, file for file; null where the map does not say. */
  readonly sourcesContent: readonly (string | null)[];
  readonly mappings: string;
}

/** The source maps that scripts bring along. */
export interface SourceMaps {
  /** What there is to run: everything but a source map in the last line. */
  withoutMap(source: string): string;
  /** Turns a place in a bundle into the place in what its author wrote, if the bundle says where that is. */
  traceToAuthor(source: string, error: ScriptError): ScriptError;
}

/** Maps take time and memory to read, so those of a few scripts are kept. */
const mostKnownScripts = 4;

export function createSourceMaps(): SourceMaps {
  const known = new Map<string, MappedScript>();

  const find = (source: string): MappedScript | undefined => {
    const found = known.get(source);
    if (found !== undefined) return found;
    const script = splitScript(source);
    if (script === undefined) return undefined;
    if (known.size >= mostKnownScripts) known.clear();
    known.set(source, script);
    return script;
  };

  return {
    withoutMap: (source) => find(source)?.text ?? source,
    traceToAuthor(source, error) {
      const { line, column } = error;
      if (line === undefined || column === undefined) return error;
      const map = find(source)?.map();
      return { ...error, ...(map && findOrigin(map.lookUp, line - 1, column - 1)) };
    },
  };
}

/** The lookup takes whatever stands before the place, and from the map whatever is there. */
function findOrigin(map: SourceMap, line: number, column: number): Partial<ScriptError> {
  const entry = map.findEntry(line, column);
  if (!("originalSource" in entry) || entry.generatedLine !== line) return {};
  const { originalSource: name, originalLine, originalColumn } = entry;
  if (typeof name !== "string" || name === "") return {};
  if (!(originalLine >= 0 && originalColumn >= 0)) return {};
  return { file: name, line: originalLine + 1, column: originalColumn + 1 };
}

/** What there is to run of a script, and the map it brings along in its last line, if that can be read. */
export function readScriptSource(source: string): {
  readonly text: string;
  readonly sourceMap: ScriptSourceMap | undefined;
} {
  const script = splitScript(source);
  return { text: script?.text ?? source, sourceMap: script?.map()?.payload };
}

/** A comment in a line of its own, with nothing behind its map. In a template or a comment, it would not parse. */
const mapComment =
  /^[\t ]*\/\/[#@] ?sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,/;
const mostCommentLength = 200;

function splitScript(source: string): MappedScript | undefined {
  const text = source.trimEnd();
  const lineAt = text.lastIndexOf("\n") + 1;
  const comment = mapComment.exec(text.slice(lineAt, lineAt + mostCommentLength))?.[0];
  if (comment === undefined) return undefined;
  const base64 = text.slice(lineAt + comment.length);
  if (/[^\w+/=]/.test(base64)) return undefined;
  return { text: text.slice(0, lineAt), map: lazily(() => readMap(base64)) };
}

function lazily<T>(read: () => T): () => T {
  let value: { readonly held: T } | undefined;
  return () => (value ??= { held: read() }).held;
}

/** Maps come from whoever serves the script: whatever is wrong with one, there is none then. */
function readMap(base64: string): ReadMap | undefined {
  if (base64.length > mostSourceMapLength) return undefined;
  try {
    const text = Buffer.from(base64, "base64").toString();
    const payload = readPayload(JSON.parse(text) as Partial<Record<string, unknown>>);
    if (payload === undefined) return undefined;
    const { sources, mappings } = payload;
    const rest = { version: 3, file: "", sourceRoot: "", sourcesContent: [], names: [] };
    return {
      payload,
      lookUp: new SourceMap({ ...rest, sources: [...sources], mappings }),
    };
  } catch {
    return undefined;
  }
}

function readPayload({
  sources,
  sourcesContent,
  mappings,
  sourceRoot,
}: Partial<Record<string, unknown>>): ScriptSourceMap | undefined {
  if (typeof mappings !== "string" || mappings.length > mostMappingsLength) return undefined;
  const root = typeof sourceRoot === "string" ? sourceRoot.replace(/(?<=[^/])$/, "/") : "";
  const names = sources as readonly unknown[];
  const texts = Array.isArray(sourcesContent) ? (sourcesContent as readonly unknown[]) : [];
  return {
    sources: names.map((name) => (typeof name === "string" ? clean(root + name) : "")),
    sourcesContent: names.map((_, index) => {
      const text = texts[index];
      return typeof text === "string" ? text : null;
    }),
    mappings,
  };
}

/** Names go into sentences and onto terminals. */
function clean(name: string): string {
  const text = name.replace(/[\p{C}\p{Zl}\p{Zp}<>]/gu, "�");
  return text.length > mostNameLength ? `…${text.slice(1 - mostNameLength)}` : text;
}
