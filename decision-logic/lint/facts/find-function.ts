import type { AnyNode } from "acorn";
import type { Name } from "../syntax/names.ts";
import type { Script } from "../syntax/script.ts";
import { isFunction, type FunctionNode } from "../syntax/walk.ts";

/** What a name is made with where it is declared, if nothing ever gives it another value. */
export function valueOf(name: Name | undefined): AnyNode | undefined {
  if (name === undefined || name.definitions.length !== 1) return undefined;
  if (name.uses.some(({ isChange }) => isChange)) return undefined;
  const [{ by, identifier } = {}] = name.definitions;
  if (by?.type !== "VariableDeclarator") return by;
  return by.id === identifier ? (by.init ?? undefined) : undefined;
}

/** The function that an expression is, or names. */
export function findFunction(script: Script, node: AnyNode | undefined): FunctionNode | undefined {
  const passed = new Set<AnyNode>();
  let value = node;
  while (value?.type === "Identifier" && !passed.has(value)) {
    passed.add(value);
    value = valueOf(script.names.of(value));
  }
  return isFunction(value) ? value : undefined;
}
