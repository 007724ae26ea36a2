import type { AnyNode } from "acorn";
import type { Script } from "../syntax/script.ts";
import { isFunction, walk } from "../syntax/walk.ts";
import { valueOf } from "./find-function.ts";
import { keyOf } from "./object-shape.ts";
import { mayEnd } from "./may-end.ts";

/**
 * Whether a node only runs where a global is known to be there, or where a `catch` waits for it not to be. A helper
 * may leave the question to those who call it.
 */
export function isGuarded(script: Script, node: AnyNode, global: string): boolean {
  const asked = new Set<AnyNode>();
  const isSafe = (place: AnyNode): boolean => {
    if (isGuardedHere(script, place, global)) return true;
    const uses = usesOfHelper(script, place).filter((use) => !asked.has(use));
    for (const use of uses) asked.add(use);
    return uses.length > 0 && uses.every(isSafe);
  };
  return isSafe(node);
}

/** Where the function is mentioned that a node stands in; nothing for one that has no name of its own. */
function usesOfHelper(script: Script, node: AnyNode): readonly AnyNode[] {
  const around = script.functionAround(node);
  const holder =
    around && (around.type === "FunctionDeclaration" ? around : script.parentOf(around));
  const isNamed = holder?.type === "FunctionDeclaration" || holder?.type === "VariableDeclarator";
  const name = isNamed && holder.id ? script.names.of(holder.id) : undefined;
  return (name?.uses ?? []).filter(({ isRead }) => isRead).map(({ identifier }) => identifier);
}

function isGuardedHere(script: Script, node: AnyNode, global: string): boolean {
  const path = [node, ...script.ancestorsOf(node)];
  return path.some((inner, index) => {
    const outer = path[index + 1];
    return outer !== undefined && isGuard(script, { inner, outer }, global);
  });
}

function isGuard(
  script: Script,
  { inner, outer }: { readonly inner: AnyNode; readonly outer: AnyNode },
  global: string,
): boolean {
  switch (outer.type) {
    case "UnaryExpression":
      return outer.operator === "typeof";
    case "IfStatement":
    case "ConditionalExpression":
      return inner !== outer.test && asksFor(script, outer.test, global);
    case "LogicalExpression":
      return inner === outer.right && asksFor(script, outer.left, global);
    case "TryStatement":
      return inner === outer.block && Boolean(outer.handler);
    case "BlockStatement":
    case "Program":
      return outer.body
        .filter((earlier) => earlier.end <= inner.start)
        .some(
          (earlier) =>
            earlier.type === "IfStatement" &&
            !mayEnd(earlier.consequent) &&
            asksFor(script, earlier.test, global),
        );
    default:
      return false;
  }
}

/** Whether a condition looks at a global: by `typeof`, as a key of the global object, or by a name for either. */
function asksFor(script: Script, condition: AnyNode, global: string): boolean {
  const conditions = [condition];
  for (const node of conditions) {
    const inside = walk(node);
    if (inside.some((inner) => looksAt(inner, global))) return true;
    // A name may stand for the question; one that is asked for by itself is none.
    const named = inside.flatMap((inner) => questionOf(script, inner) ?? []);
    conditions.push(...named.filter((each) => !conditions.includes(each)));
  }
  return false;
}

function looksAt(node: AnyNode, global: string): boolean {
  if (node.type === "MemberExpression") return keyOf({ ...node, key: node.property }) === global;
  if (node.type === "Literal") return node.value === global;
  if (node.type !== "UnaryExpression" || node.operator !== "typeof") return false;
  return node.argument.type === "Identifier" && node.argument.name === global;
}

function questionOf(script: Script, node: AnyNode): AnyNode | undefined {
  const value = node.type === "Identifier" ? valueOf(script.names.of(node)) : undefined;
  return value !== undefined && (isFunction(value) || value.type.endsWith("Expression"))
    ? value
    : undefined;
}
