import type { AnyNode, ObjectExpression, Property } from "acorn";

/** An object as the script writes it down. */
export interface ObjectShape {
  readonly node: ObjectExpression;
  readonly properties: ReadonlyMap<string, Property>;
  /** Whether it may have more keys than those. */
  readonly isOpen: boolean;
}

export function shapeOf(node: AnyNode | undefined): ObjectShape | undefined {
  if (node?.type !== "ObjectExpression") return undefined;
  const named = node.properties.flatMap((property) => {
    const name = property.type === "Property" ? keyOf(property) : undefined;
    return property.type === "Property" && name !== undefined ? [[name, property] as const] : [];
  });
  return { node, properties: new Map(named), isOpen: named.length < node.properties.length };
}

/** The name of a key, or of a member that is read, unless it is worked out at run time. */
export function keyOf(node: {
  readonly computed: boolean;
  readonly key: AnyNode;
}): string | undefined {
  const { computed, key } = node;
  if (key.type === "Identifier" && !computed) return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}
