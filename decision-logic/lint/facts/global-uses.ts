import type { AnyNode } from "acorn";
import type { Script } from "../syntax/script.ts";
import { isGuarded } from "./guards.ts";
import { keyOf } from "./object-shape.ts";

export interface GlobalUse {
  readonly name: string;
  readonly at: AnyNode;
}

/** Where a script uses one of these globals, other than behind a question whether it is there. */
export function globalUsesIn(script: Script, names: readonly string[]): readonly GlobalUse[] {
  const wanted = new Set(names);
  const bare = script.names.undeclared
    .filter(({ identifier, isRead }) => isRead && wanted.has(identifier.name))
    .map(({ identifier }) => ({ name: identifier.name, at: identifier }));
  const uses = [...bare, ...calledMembers(script, wanted)];
  return uses.filter(({ name, at }) => !isGuarded(script, at, name) && !isGiven(script, name));
}

/** `globalThis.fetch(…)`: read alone it would be undefined, and no harm done. */
function calledMembers(script: Script, wanted: ReadonlySet<string>): readonly GlobalUse[] {
  const calls = script.all("CallExpression").filter(({ optional }) => !optional);
  return [...calls, ...script.all("NewExpression")].flatMap(({ callee }): readonly GlobalUse[] => {
    if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return [];
    const name = keyOf({ ...callee, key: callee.property }) ?? "";
    const isWanted = callee.object.name === "globalThis" && wanted.has(name);
    return isWanted ? [{ name, at: callee }] : [];
  });
}

/** Whether the script puts something of its own in the global's place. */
function isGiven(script: Script, name: string): boolean {
  return script.names.undeclared.some(
    ({ identifier, isChange }) => isChange && identifier.name === name,
  );
}
