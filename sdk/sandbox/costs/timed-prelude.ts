import { markName, prelude } from "../script-globals.ts";

const timedName = "__rb_timed";

/**
 * The prelude of every script, behind a function that is put around the one that is called: it notes when it is handed
 * over, which is the end of the top level, and when each call begins and ends.
 */
export const timedPrelude = /* js */ `
const ${timedName} = (() => {
  "use strict";
  const { ${markName}: mark, Proxy } = globalThis;
  const { apply } = Reflect;
  delete globalThis.${markName};
  return (entry) => {
    mark();
    if (typeof entry !== "function") return entry;
    return new Proxy(entry, { __proto__: null, apply(target, self, args) {
      mark();
      try {
        return apply(target, self, args);
      } finally {
        mark();
      }
    } });
  };
})();
${prelude}`;

/** What stands where the name of the function would, where the script's own is looked up. */
export function timeCalls(functionName: string): string {
  return `${timedName}(${functionName})`;
}
