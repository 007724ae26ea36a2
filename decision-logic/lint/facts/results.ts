import type { AnyNode, Expression } from "acorn";
import type { Script } from "../syntax/script.ts";
import { walkOwn, type FunctionNode } from "../syntax/walk.ts";
import { valueOf } from "./find-function.ts";

/** One way in which a function may end. */
export interface ScriptResult {
  /** Where it says so: an expression, or a bare `return`. */
  readonly at: AnyNode;
  /** What it gives back; nothing for a bare `return`. */
  readonly value: Expression | undefined;
}

/** Everything that a function gives back, each branch of a condition by itself. */
export function resultsOf(script: Script, node: FunctionNode): readonly ScriptResult[] {
  if (node.body.type !== "BlockStatement") return branchesOf(script, node.body);
  const returns = walkOwn(node).filter((inner) => inner.type === "ReturnStatement");
  return returns.flatMap((at): readonly ScriptResult[] => {
    const { argument } = at;
    return argument === null || argument === undefined
      ? [{ at, value: undefined }]
      : branchesOf(script, argument);
  });
}

function branchesOf(script: Script, value: Expression): readonly ScriptResult[] {
  switch (value.type) {
    case "ConditionalExpression":
      return [...branchesOf(script, value.consequent), ...branchesOf(script, value.alternate)];
    case "LogicalExpression":
      return value.operator === "&&"
        ? branchesOf(script, value.right)
        : [...branchesOf(script, value.left), ...branchesOf(script, value.right)];
    case "SequenceExpression": {
      const last = value.expressions.at(-1);
      return last === undefined ? [] : branchesOf(script, last);
    }
    case "Identifier":
      return [{ at: value, value: constantOf(script, value) }];
    default:
      return [{ at: value, value }];
  }
}

/** What a name holds, if it is only ever declared, read by its name and returned: nobody adds a key meanwhile. */
function constantOf(
  script: Script,
  identifier: Extract<AnyNode, { type: "Identifier" }>,
): Expression {
  const name = script.names.of(identifier);
  const value = valueOf(name);
  const isHandedOn = name?.uses.some((use) => {
    const parent = script.parentOf(use.identifier);
    return (
      use.isRead && parent?.type !== "ReturnStatement" && parent?.type !== "ConditionalExpression"
    );
  });
  if (value?.type !== "ObjectExpression" || isHandedOn === true) return identifier;
  return value;
}
