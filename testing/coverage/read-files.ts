import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "acorn";
import { convert } from "ast-v8-to-istanbul";
import type { FileCoverageData } from "istanbul-lib-coverage";
import { readScriptSource, type ScriptCoverage, type ScriptSourceMap } from "../../sdk/index.ts";

/** One file that an author wrote, and what of it ran. */
export interface ReadFile {
  readonly name: string;
  /** Tells files of the same name apart; null where a source map does not say. */
  readonly text: string | null;
  readonly coverage: FileCoverageData;
}

/** The files that a script is made of: itself, or those that its source map names. */
export async function readFiles(script: ScriptCoverage): Promise<readonly ReadFile[]> {
  const { text, sourceMap } = readScriptSource(script.source);
  const mapped = sourceMap && (await readMappedFiles(script, text, sourceMap));
  if (mapped !== undefined && mapped.length > 0) return mapped;
  const converted = (await tryConverting(script, text)) ?? [notParsed];
  return converted.map((coverage) => ({ name: script.scriptName, text, coverage }));
}

async function readMappedFiles(
  script: ScriptCoverage,
  text: string,
  { sources, sourcesContent, mappings }: ScriptSourceMap,
): Promise<readonly ReadFile[] | undefined> {
  const converted = await tryConverting(script, text, {
    version: 3,
    names: [],
    // By number: names are anybody's.
    sources: sources.map((_, index) => urlOf(String(index))),
    // Where there is no text, the converter would look for a file.
    sourcesContent: sourcesContent.map((content) => content ?? ""),
    mappings,
  });
  return converted?.flatMap((coverage, index) => {
    const name = sources[index] ?? "";
    if (name === "" || isForeign(name)) return [];
    return [{ name, text: sourcesContent[index] ?? null, coverage }];
  });
}

/** What a bundler took from packages is not the author's to cover. */
function isForeign(name: string): boolean {
  return /(?:^|\/)node_modules\//.test(name);
}

type ConvertOptions = Parameters<typeof convert>[0];

/** Undefined if the text does not parse or the map makes no sense: both come from whoever wrote them. */
async function tryConverting(
  { functions }: ScriptCoverage,
  text: string,
  sourceMap?: NonNullable<ConvertOptions["sourceMap"]>,
): Promise<readonly FileCoverageData[] | undefined> {
  try {
    const ast = parse(text, { ecmaVersion: "latest", sourceType: "script" });
    const converted = await convert({
      ast,
      code: hideMapComments(text),
      coverage: {
        url: urlOf("script.js"),
        functions: functions.map((each) => ({ ...each, ranges: [...each.ranges] })),
      },
      ...(sourceMap && { sourceMap }),
    });
    return Object.values(converted) as FileCoverageData[];
  } catch {
    return undefined;
  }
}

/** The converter would open a file that a comment names, so there is none, in as many characters. */
function hideMapComments(text: string): string {
  return text.replaceAll("sourceMappingURL", "sourceMappingurl");
}

function urlOf(name: string): string {
  return pathToFileURL(resolve("/", name)).href;
}

const start = { line: 1, column: 0 };

/** Of a text that is no script: one line that cannot run, so that nobody takes it for covered. */
const notParsed: FileCoverageData = {
  path: "script.js",
  statementMap: { 0: { start, end: start } },
  s: { 0: 0 },
  fnMap: {},
  f: {},
  branchMap: {},
  b: {},
};
