import { parse } from "acorn";

/** A place in a script, counted from 0 as debuggers do. */
export interface StartPlace {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/**
 * Where a script first does something: declarations do nothing, and behind the last line the device calls its
 * function. Undefined if it does not parse.
 */
export function findStart(source: string): StartPlace | undefined {
  try {
    const { body } = parse(source, {
      ecmaVersion: "latest",
      sourceType: "script",
      locations: true,
    });
    const first = body.find((node) => !isIdle(node));
    if (first?.loc)
      return { lineNumber: first.loc.start.line - 1, columnNumber: first.loc.start.column };
    return { lineNumber: source.split(/\r\n|[\n\r\u2028\u2029]/u).length, columnNumber: 1 };
  } catch {
    return undefined;
  }
}

function isIdle(node: { readonly type: string; readonly directive?: string }): boolean {
  return (
    node.directive !== undefined ||
    /^(?:Function|Class)Declaration$|^EmptyStatement$/.test(node.type)
  );
}
