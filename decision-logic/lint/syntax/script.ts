import type { AnyNode, Comment, Program } from "acorn";
import { childrenOf, isFunction, walk, type FunctionNode } from "./walk.ts";
import { resolveNames, type Names } from "./names.ts";

type NodeOf<Type extends AnyNode["type"]> = Extract<AnyNode, { type: Type }>;

/** A script that could be parsed, with what every rule wants to know of it. */
export interface Script {
  readonly source: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly names: Names;
  /** All nodes of a kind, in the order of the text. */
  readonly all: <Type extends AnyNode["type"]>(
    ...types: readonly Type[]
  ) => readonly NodeOf<Type>[];
  readonly parentOf: (node: AnyNode) => AnyNode | undefined;
  /** What a node stands in, from the inside out. */
  readonly ancestorsOf: (node: AnyNode) => readonly AnyNode[];
  /** The function that a node is directly in; nothing at the top level. */
  readonly functionAround: (node: AnyNode) => FunctionNode | undefined;
  readonly textOf: (node: AnyNode) => string;
}

export function createScript(
  source: string,
  { program, comments }: Pick<Script, "comments" | "program">,
): Script {
  const { byType, parents } = indexNodes(program);
  const ancestorsOf = (node: AnyNode): readonly AnyNode[] => {
    const ancestors: AnyNode[] = [];
    for (let up = parents.get(node); up !== undefined; up = parents.get(up)) ancestors.push(up);
    return ancestors;
  };
  return {
    source,
    program,
    comments,
    names: resolveNames(program),
    all: <Type extends AnyNode["type"]>(...types: readonly Type[]) =>
      types.flatMap((type) => byType.get(type) ?? []) as NodeOf<Type>[],
    parentOf: (node) => parents.get(node),
    ancestorsOf,
    functionAround: (node) => ancestorsOf(node).find(isFunction),
    textOf: ({ start, end }) => source.slice(start, end),
  };
}

function indexNodes(program: Program) {
  const byType = new Map<AnyNode["type"], AnyNode[]>();
  const parents = new Map<AnyNode, AnyNode>();
  for (const node of walk(program)) {
    const sameType = byType.get(node.type);
    if (sameType === undefined) byType.set(node.type, [node]);
    else sameType.push(node);
    for (const child of childrenOf(node)) parents.set(child, node);
  }
  return { byType, parents };
}
