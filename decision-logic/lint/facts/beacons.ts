import type { AnyNode } from "acorn";
import type { Script } from "../syntax/script.ts";
import { keyOf } from "./object-shape.ts";

export type CallNode = Extract<AnyNode, { type: "CallExpression" }>;

/** Calls of the device's `registerAdBeacon`, by its name or as a key of the global object. */
export function beaconCallsIn(script: Script): readonly CallNode[] {
  return script
    .all("CallExpression")
    .filter(({ callee }) => isGlobal(script, callee, "registerAdBeacon"));
}

/** Whether a node is a global by this name that the script does not declare itself. */
export function isGlobal(script: Script, node: AnyNode, name: string): boolean {
  if (node.type === "Identifier") return node.name === name && script.names.of(node) === undefined;
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return false;
  return node.object.name === "globalThis" && keyOf({ ...node, key: node.property }) === name;
}
