import { stripTypeScriptTypes } from "node:module";
import process from "node:process";

/** TypeScript without its types, and everything else where it was; as it is, if that can't be had. */
export function stripTypes(name: string, source: string): string {
  if (!/\.[cm]?ts$/.test(name)) return source;
  // Node says on standard error that this is experimental; to people who lint that means nothing.
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } catch {
    return source;
  } finally {
    process.emitWarning = emitWarning;
  }
}
