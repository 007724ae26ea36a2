import path from "node:path";

/**
 * The address of a module that is started rather than imported, beside the one at `besideUrl`. The compiler
 * turns `.ts` into `.js` in imports only, so the ending is that of the module that asks.
 */
export function siblingModule(name: string, besideUrl: string): URL {
  return new URL(name + path.posix.extname(new URL(besideUrl).pathname), besideUrl);
}
