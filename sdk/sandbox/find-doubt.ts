import { parse, type Node } from "acorn";
import { doubtAbout, functionTypes, type Place, type SyntaxNode } from "./doubts.ts";

/** Longer scripts are not worth the time that reading them takes. */
const mostReadableLength = 2 ** 18;

/**
 * Why a script might do something else as a strict function in a sealed world than as a script in a fresh one.
 * Undefined if it does the same for certain, unless it gives an alarm or throws. That is why nothing may be
 * caught: an error can mean that something is frozen.
 */
export function findDoubt(source: string, globalNames: ReadonlySet<string>): string | undefined {
  if (source.length > mostReadableLength) return "it is very long";
  try {
    const script = parse(source, { ecmaVersion: "latest", sourceType: "script", locations: true });
    return searchNode(script, {
      globalNames,
      ownsThis: false,
      isBody: true,
      isInBody: false,
      isStatement: false,
    });
  } catch {
    return "it does not parse, or nests too deeply";
  }
}

function searchNode(node: Node, place: Place): string | undefined {
  const syntaxNode = node as SyntaxNode;
  const doubt = doubtAbout(syntaxNode, place);
  if (doubt !== undefined) return `it ${doubt} (line ${node.loc?.start.line ?? 0})`;
  for (const child of Object.values(syntaxNode).flat()) {
    if (!isNode(child)) continue;
    const found = searchNode(child, placeOf(child, syntaxNode, place));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value;
}

function placeOf(child: SyntaxNode, parent: SyntaxNode, place: Place): Place {
  const isMember = parent.type === "MethodDefinition" || parent.type === "PropertyDefinition";
  const isOfClass = child.type === "StaticBlock" || (isMember && parent["value"] === child);
  return {
    globalNames: place.globalNames,
    ownsThis: place.ownsThis || isOfClass,
    isBody: child.type === "BlockStatement" && functionTypes.has(parent.type),
    isInBody: place.isBody,
    isStatement: parent.type === "ExpressionStatement",
  };
}
