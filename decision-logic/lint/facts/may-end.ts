import type { AnyNode, Statement } from "acorn";
import { isFunction, walk } from "../syntax/walk.ts";

/** What leaves for somewhere else, or nobody can tell. */
const leaves = /^(?:Return|Throw|Break|Continue|Labeled|With)Statement$/;

/** Whether what stands behind a statement may be reached through it. In doubt it may not. */
export function mayEnd(statement: Statement): boolean {
  if (leaves.test(statement.type)) return false;
  switch (statement.type) {
    case "BlockStatement":
      return statement.body.every(mayEnd);
    case "IfStatement":
      return [statement.consequent, statement.alternate].some(
        (branch) => !branch || mayEnd(branch),
      );
    case "TryStatement":
      return mayEndTry(statement);
    case "SwitchStatement":
      return mayEndSwitch(statement);
    case "DoWhileStatement":
      return mayEnd(statement.body) || hasOwnBreak(statement);
    case "WhileStatement":
    case "ForStatement":
      return !isForever(statement.test) || hasOwnBreak(statement);
    default:
      return true;
  }
}

function mayEndTry({
  block,
  handler,
  finalizer,
}: Extract<AnyNode, { type: "TryStatement" }>): boolean {
  if (finalizer && !mayEnd(finalizer)) return false;
  return mayEnd(block) || (handler ? mayEnd(handler.body) : false);
}

function mayEndSwitch(statement: Extract<AnyNode, { type: "SwitchStatement" }>): boolean {
  const hasDefault = statement.cases.some(({ test }) => test === null || test === undefined);
  const last = statement.cases.at(-1);
  return !hasDefault || hasOwnBreak(statement) || (last?.consequent.every(mayEnd) ?? true);
}

function isForever(test: AnyNode | null | undefined): boolean {
  return !test || (test.type === "Literal" && Boolean(test.value));
}

/** A `break` that leaves this loop or switch, not one inside it. */
function hasOwnBreak(statement: AnyNode): boolean {
  const inside = walk(statement, (node) => node === statement || !hasBreaksOfItsOwn(node));
  return inside.some(({ type }) => type === "BreakStatement");
}

function hasBreaksOfItsOwn(node: AnyNode): boolean {
  return isFunction(node) || /^(?:Do|For|Switch|While)/.test(node.type);
}
