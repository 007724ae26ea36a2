import type { AnyNode } from "acorn";

/** The nodes directly inside a node, in the order in which acorn lists them. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) children.push(...value.filter(isNode));
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value;
}

/** A node and everything inside it, in the order of the text; without recursion, so that no nesting is too deep. */
export function walk(
  root: AnyNode,
  enters: (node: AnyNode) => boolean = () => true,
): readonly AnyNode[] {
  const found: AnyNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    if (enters(node)) waiting.push(...childrenOf(node).toReversed());
  }
  return found;
}

export type FunctionNode = Extract<
  AnyNode,
  { type: "ArrowFunctionExpression" | "FunctionDeclaration" | "FunctionExpression" }
>;

export function isFunction(node: AnyNode | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}

/** A function's own nodes, without those of functions inside it. */
export function walkOwn(root: FunctionNode): readonly AnyNode[] {
  return walk(root, (node) => node === root || !isFunction(node));
}
