import type { AnyNode } from "acorn";
import type { Script } from "../syntax/script.ts";
import { walk, type FunctionNode } from "../syntax/walk.ts";
import { decisionFunctionsIn } from "./decision-functions.ts";
import { findFunction } from "./find-function.ts";

/** The decision functions, and every function of the script that one of them mentions. */
export function reachedFunctionsIn(script: Script): ReadonlySet<AnyNode> {
  const reached = new Set<AnyNode>();
  const waiting: FunctionNode[] = decisionFunctionsIn(script).flatMap(({ node }) => node ?? []);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const inner of walk(node)) {
      const called = inner.type === "Identifier" ? findFunction(script, inner) : undefined;
      if (called !== undefined) waiting.push(called);
    }
  }
  return reached;
}
