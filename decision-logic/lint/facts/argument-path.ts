import type { AnyNode, Identifier } from "acorn";
import type { DecisionParameter } from "../../../sdk/model/decision-function.ts";
import type { Name } from "../syntax/names.ts";
import type { Script } from "../syntax/script.ts";
import { isFunction, type FunctionNode } from "../syntax/walk.ts";
import { decisionFunctionsIn, type ScriptFunction } from "./decision-functions.ts";
import { keyOf } from "./object-shape.ts";
import { findInPattern } from "./pattern-path.ts";

/** Which part of which argument something is. */
export interface ArgumentPath {
  readonly function: ScriptFunction;
  readonly parameter: DecisionParameter;
  /** Keys from the argument on; `[]` is an item of an array, `*` a key that only running it would tell. */
  readonly keys: readonly string[];
}

/** Methods of arrays that give back one of the items, or an array of them. */
const itemMethods = new Set(["at", "find", "findLast", "pop", "shift"]);
const listMethods = new Set([
  "concat",
  "filter",
  "reverse",
  "slice",
  "sort",
  "toReversed",
  "toSorted",
]);
/** Which arguments of their callbacks are items; for all other methods it is the first. */
const itemArguments: Readonly<Record<string, readonly number[]>> = {
  reduce: [0, 1],
  reduceRight: [0, 1],
  sort: [0, 1],
  toSorted: [0, 1],
};

/** Follows a value back to the argument that it came from; nothing if that isn't plain to see. */
export function traceArgument(
  script: Script,
  node: AnyNode | null | undefined,
): ArgumentPath | undefined {
  switch (node?.type) {
    case "Identifier":
      return traceName(script, node);
    case "ChainExpression":
      return traceArgument(script, node.expression);
    case "LogicalExpression":
      return node.operator === "&&" ? undefined : traceArgument(script, node.left);
    case "MemberExpression":
      return into(traceArgument(script, node.object), [keyOfMember(node)]);
    case "CallExpression":
      return traceCall(script, node);
    default:
      return undefined;
  }
}

function keyOfMember(node: Extract<AnyNode, { type: "MemberExpression" }>): string {
  const isIndex = node.property.type === "Literal" && typeof node.property.value === "number";
  return isIndex ? "[]" : (keyOf({ ...node, key: node.property }) ?? "*");
}

function into(
  path: ArgumentPath | undefined,
  keys: readonly string[] | undefined,
): ArgumentPath | undefined {
  return path && keys && { ...path, keys: [...path.keys, ...keys] };
}

function traceCall(
  script: Script,
  node: Extract<AnyNode, { type: "CallExpression" }>,
): ArgumentPath | undefined {
  if (node.callee.type !== "MemberExpression") return undefined;
  const method = keyOfMember(node.callee);
  const list = traceArgument(script, node.callee.object);
  if (itemMethods.has(method)) return into(list, ["[]"]);
  return listMethods.has(method) ? list : undefined;
}

const known = new WeakMap<Name, { readonly path: ArgumentPath | undefined }>();

function traceName(script: Script, identifier: Identifier): ArgumentPath | undefined {
  const name = script.names.of(identifier);
  if (name === undefined) return undefined;
  const before = known.get(name);
  if (before !== undefined) return before.path;
  // Names that are made of each other lead nowhere.
  known.set(name, { path: undefined });
  const found = traceDefinition(script, name);
  known.set(name, { path: found });
  return found;
}

function traceDefinition(script: Script, { definitions, uses }: Name): ArgumentPath | undefined {
  const [definition, another] = definitions;
  if (definition === undefined || another !== undefined) return undefined;
  if (uses.some(({ isChange }) => isChange)) return undefined;
  return traceBinding(script, definition.by, definition.identifier);
}

/** What a pattern of a declaration, or of a parameter, takes apart. */
export function tracePattern(script: Script, pattern: AnyNode): ArgumentPath | undefined {
  const by = script
    .ancestorsOf(pattern)
    .find((node) => node.type === "VariableDeclarator" || isFunction(node));
  return by && traceBinding(script, by, pattern);
}

/** Follows a name, or a pattern, through the declarator or the function that binds it. */
function traceBinding(script: Script, by: AnyNode, part: AnyNode): ArgumentPath | undefined {
  if (isFunction(by)) return traceParameter(script, by, part);
  if (by.type !== "VariableDeclarator") return undefined;
  const keys = findInPattern(by.id, part);
  const [, loop] = script.ancestorsOf(by);
  if (loop?.type === "ForOfStatement" && loop.left === script.parentOf(by)) {
    return into(into(traceArgument(script, loop.right), ["[]"]), keys);
  }
  return into(traceArgument(script, by.init), keys);
}

function traceParameter(
  script: Script,
  node: FunctionNode,
  part: AnyNode,
): ArgumentPath | undefined {
  const index = node.params.findIndex((param) => findInPattern(param, part) !== undefined);
  const pattern = node.params[index];
  const keys = pattern && findInPattern(pattern, part);
  const found = decisionFunctionsIn(script).find((each) => each.node === node);
  const parameter = found?.definition.parameters[index];
  if (found !== undefined) return parameter && into({ function: found, parameter, keys: [] }, keys);
  return into(into(traceCallback(script, node, index), ["[]"]), keys);
}

/** The array whose items a function is called with. */
function traceCallback(
  script: Script,
  node: FunctionNode,
  index: number,
): ArgumentPath | undefined {
  const call = script.parentOf(node);
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  const method = keyOfMember(call.callee);
  if (call.arguments[0] !== node || !(itemArguments[method] ?? [0]).includes(index))
    return undefined;
  const startsOtherwise = method.startsWith("reduce") && index === 0 && call.arguments.length > 1;
  return startsOtherwise ? undefined : traceArgument(script, call.callee.object);
}
