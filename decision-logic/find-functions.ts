import { parse } from "acorn";

/** A function at the top level of a script; lines count from 1, and the last one is part of it. */
export interface FunctionPlace {
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Where the functions of these names stand at the top level of a script. A script that cannot be parsed has none:
 * it runs nowhere either.
 */
export function findFunctions(
  source: string,
  names: ReadonlySet<string>,
): readonly FunctionPlace[] {
  return parseTopLevel(source).flatMap((statement) =>
    declarationsOf(statement)
      .filter(({ name }) => names.has(name))
      .map(({ name, loc }) => ({ name, startLine: loc.start.line, endLine: loc.end.line })),
  );
}

type Statement = ReturnType<typeof parse>["body"][number];

interface Declaration {
  readonly name: string;
  readonly loc: {
    readonly start: { readonly line: number };
    readonly end: { readonly line: number };
  };
}

function parseTopLevel(source: string): readonly Statement[] {
  try {
    return parse(source, { ecmaVersion: "latest", sourceType: "script", locations: true }).body;
  } catch {
    return [];
  }
}

function declarationsOf(statement: Statement): readonly Declaration[] {
  if (statement.type === "FunctionDeclaration") {
    return statement.loc ? [{ name: statement.id.name, loc: statement.loc }] : [];
  }
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id, loc }) =>
    id.type === "Identifier" && loc ? [{ name: id.name, loc }] : [],
  );
}
