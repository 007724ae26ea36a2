import type { AnyNode, TemplateLiteral } from "acorn";
import { valueOf } from "./find-function.ts";
import type { Script } from "../syntax/script.ts";

/** A piece of an address as the script puts it together: text that it writes, or a value that it has. */
export type UriPart =
  | { readonly kind: "text"; readonly node: AnyNode; readonly text: string }
  | { readonly kind: "value"; readonly node: AnyNode };

const puttable: ReadonlySet<string> = new Set([
  "BinaryExpression",
  "Identifier",
  "Literal",
  "TemplateLiteral",
]);

/** Stands for a value; no address has one. */
export const PLACEHOLDER = "\uFFFC";

/** The pieces of a text, from left to right; constants are followed to where they are written, up to a few steps. */
export function partsOf(script: Script, node: AnyNode, steps = 4): readonly UriPart[] {
  const follow = (inner: AnyNode): readonly UriPart[] => partsOf(script, inner, steps);
  const value: readonly UriPart[] = [{ kind: "value", node }];
  if (node.type === "Literal" && typeof node.value === "string") return [textOf(node, node.value)];
  if (node.type === "BinaryExpression" && node.operator === "+") {
    return [node.left, node.right].flatMap(follow);
  }
  if (node.type === "TemplateLiteral") return templateParts(node, follow);
  const constant = steps === 0 ? undefined : constantOf(script, node);
  const parts = constant === undefined ? value : partsOf(script, constant, steps - 1);
  return parts.some(({ kind }) => kind === "text") ? parts : value;
}

function templateParts(
  { quasis, expressions }: TemplateLiteral,
  follow: (inner: AnyNode) => readonly UriPart[],
): readonly UriPart[] {
  return quasis.flatMap((quasi, index) => {
    const inserted = expressions[index];
    const text = textOf(quasi, quasi.value.cooked ?? "");
    return inserted === undefined ? [text] : [text, ...follow(inserted)];
  });
}

/** What a name stands for, if that is put together too. */
function constantOf(script: Script, node: AnyNode): AnyNode | undefined {
  const value = node.type === "Identifier" ? valueOf(script.names.of(node)) : undefined;
  return value !== undefined && puttable.has(value.type) ? value : undefined;
}

function textOf(node: AnyNode, text: string): UriPart {
  return { kind: "text", node, text };
}

/** The address with a placeholder for each value, and which part each of its characters comes from. */
export function sketch(parts: readonly UriPart[]): {
  readonly text: string;
  readonly partAt: (index: number) => UriPart | undefined;
} {
  const pieces = parts.map((part) => (part.kind === "text" ? part.text : PLACEHOLDER));
  const owners = parts.flatMap((part, index) =>
    Array.from({ length: pieces[index]?.length ?? 0 }, () => part),
  );
  return { text: pieces.join(""), partAt: (index) => owners[index] };
}
