import type { AnyNode, Pattern } from "acorn";
import { keyOf } from "./object-shape.ts";

/** The keys that lead to a part of a pattern in what it takes apart; nothing if it isn't there, or takes the rest. */
export function findInPattern(pattern: Pattern, wanted: AnyNode): readonly string[] | undefined {
  if (pattern === wanted) return [];
  switch (pattern.type) {
    case "AssignmentPattern":
      return findInPattern(pattern.left, wanted);
    case "ArrayPattern":
      return firstPath(pattern.elements, (element) => {
        const keys = element === null ? undefined : findInPattern(element, wanted);
        return keys && ["[]", ...keys];
      });
    case "ObjectPattern":
      return firstPath(pattern.properties, (property) => {
        const keys =
          property.type === "Property" ? findInPattern(property.value, wanted) : undefined;
        return keys && property.type === "Property" ? [keyOf(property) ?? "*", ...keys] : undefined;
      });
    default:
      return undefined;
  }
}

function firstPath<Item>(
  items: readonly Item[],
  pathOf: (item: Item) => readonly string[] | undefined,
): readonly string[] | undefined {
  for (const item of items) {
    const path = pathOf(item);
    if (path !== undefined) return path;
  }
  return undefined;
}
