import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document } from "yaml";
import type { Path } from "./scenario-problem.ts";

/**
 * Where in the text a key or value begins, as an offset. What is not there is located at the key, or list
 * entry, that should have it.
 */
export function locateNode(document: Document, path: Path, at: "key" | "value"): number {
  let key: unknown;
  let node: unknown = document.contents;
  for (const step of path) {
    const entry = entryOf(isAlias(node) ? node.resolve(document) : node, step);
    if (entry === undefined) return offsetOf(key) ?? offsetOf(node) ?? 0;
    key = entry.key ?? entry.value;
    node = entry.value;
  }
  return (at === "key" ? offsetOf(key) : offsetOf(node)) ?? offsetOf(key) ?? 0;
}

function entryOf(
  node: unknown,
  step: PropertyKey,
): { readonly key?: unknown; readonly value: unknown } | undefined {
  if (isSeq(node)) return typeof step === "number" ? { value: node.items[step] } : undefined;
  if (!isMap(node)) return undefined;
  // Of two equal keys the last one counts, as it does for the value that was read.
  return node.items.findLast((pair) => isPair(pair) && nameOf(pair.key) === String(step));
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
