import { parse, type Comment, type Options, type Program } from "acorn";
import { createScript, type Script } from "./script.ts";

/** Why a script could not be parsed, and where. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/** In acorn's words, or the engine's. */
const stackWords = /^(?:Not enough stack space|Maximum call stack size exceeded)/;

/** Acorn's, of a script that begins as a module. */
const moduleWords = /sourceType: module/;

/**
 * Parses a script as a device would. A module is parsed as one, so that there is more to say of it than that; what
 * is no module either is told as the fault of what it begins as.
 */
export function parseScript(source: string): Script | SyntaxFault {
  const script = tryParsing(source, "script");
  if ("program" in script) return script;
  const module = tryParsing(source, "module");
  if (!("program" in module)) return moduleWords.test(script.message) ? module : script;
  const isModule =
    module.all(
      "ImportDeclaration",
      "ExportNamedDeclaration",
      "ExportDefaultDeclaration",
      "ExportAllDeclaration",
    ).length > 0;
  return isModule ? module : script;
}

function tryParsing(source: string, sourceType: "module" | "script"): Script | SyntaxFault {
  const comments: Comment[] = [];
  const options: Options = { ecmaVersion: "latest", sourceType, ranges: true, onComment: comments };
  try {
    const program: Program = parse(source, options);
    return createScript(source, { program, comments });
  } catch (error) {
    return toFault(error);
  }
}

/** What ends the reading of a script, if that is the script's doing; anything else is thrown on. */
export function toFault(error: unknown): SyntaxFault {
  // Parser and scopes follow the nesting with calls of their own; how far they get is up to the engine.
  const words = error instanceof Error ? error.message : "";
  if (stackWords.test(words)) return { offset: 0, message: "It is nested too deeply" };
  if (!(error instanceof SyntaxError) || !("pos" in error)) throw error;
  return { offset: Number(error.pos), message: words.replace(/ \(\d+:\d+\)$/, "") };
}
