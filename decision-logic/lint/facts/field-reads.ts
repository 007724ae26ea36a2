import type { AnyNode } from "acorn";
import type { Script } from "../syntax/script.ts";
import { traceArgument, tracePattern, type ArgumentPath } from "./argument-path.ts";
import { keyOf } from "./object-shape.ts";
import { once } from "./once.ts";

/** A script looks at a key of something that it was handed. */
export interface FieldRead {
  readonly name: string;
  /** The name in the text. */
  readonly at: AnyNode;
  /** What the key is looked up in. */
  readonly object: ArgumentPath;
  /** Whether the script is ready for it not to be there. */
  readonly hasFallback: boolean;
  /** In `{ name }` the name is both key and variable. */
  readonly isShorthand: boolean;
}

export const fieldReadsIn = once((script: Script): readonly FieldRead[] => [
  ...memberReads(script),
  ...patternReads(script),
]);

function memberReads(script: Script): readonly FieldRead[] {
  return script.all("MemberExpression").flatMap((node): readonly FieldRead[] => {
    const name = keyOf({ ...node, key: node.property });
    const object =
      name === undefined || isWritten(script, node)
        ? undefined
        : traceArgument(script, node.object);
    if (name === undefined || object === undefined) return [];
    const hasFallback = node.optional || isAsked(script, node);
    return [{ name, at: node.property, object, hasFallback, isShorthand: false }];
  });
}

function patternReads(script: Script): readonly FieldRead[] {
  return script.all("ObjectPattern").flatMap((pattern) => {
    const object = tracePattern(script, pattern);
    if (object === undefined) return [];
    return pattern.properties.flatMap((property): readonly FieldRead[] => {
      const name = property.type === "Property" ? keyOf(property) : undefined;
      if (name === undefined || property.type !== "Property") return [];
      const { key: at, shorthand: isShorthand } = property;
      return [
        { name, at, object, hasFallback: property.value.type === "AssignmentPattern", isShorthand },
      ];
    });
  });
}

function isWritten(script: Script, node: AnyNode): boolean {
  const parent = script.parentOf(node);
  return (
    (parent?.type === "AssignmentExpression" && parent.left === node && parent.operator === "=") ||
    (parent?.type === "UnaryExpression" && parent.operator === "delete")
  );
}

/** `x.key || other`, `x.key ?? other`, `x.key ? … : …`, `if (x.key)`, `x.key === undefined`, `!x.key`. */
function isAsked(script: Script, node: AnyNode): boolean {
  const parent = script.parentOf(node);
  switch (parent?.type) {
    case "ChainExpression":
      return isAsked(script, parent);
    case "LogicalExpression":
      return parent.left === node;
    case "ConditionalExpression":
    case "IfStatement":
      return parent.test === node;
    case "UnaryExpression":
      return parent.operator === "!" || parent.operator === "typeof";
    case "BinaryExpression":
      return /^[!=]==?$/.test(parent.operator);
    case "MemberExpression":
      return parent.object === node && parent.optional;
    default:
      return false;
  }
}
