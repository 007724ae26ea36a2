import type { AnyNode } from "acorn";
import { traceArgument, tracePattern, type ArgumentPath } from "../facts/argument-path.ts";
import { keyOf } from "../facts/object-shape.ts";
import type { Finding, LintContext, LintRule } from "../lint-rule.ts";
import type { Script } from "../syntax/script.ts";

/** Methods that give the first of them. */
const firsts: ReadonlySet<string> = new Set(["at", "shift"]);

/** Outcomes are ordered by their random ids, so the first of several is nobody in particular. @see spec on-device 3 */
export const firstOutcome: LintRule = {
  code: "FL401",
  name: "first-outcome",
  severity: "warning",
  about: "`outcomes[0]`, or `[first]`, without a look at how many outcomes there are.",
  hint: "Pick one by what is in it, say by the highest bid, or make sure that outcomes.length is 1.",
  dependsOn: "scenario",
  check(context) {
    if (context.maxOutcomes === 1 || looksAtAll(context)) return [];
    return findFirsts(context.script).map((at): Finding => ({
      at,
      message:
        "The device orders outcomes by their random ids: the first of several is nobody in particular.",
    }));
  },
};

function findFirsts(script: Script): readonly AnyNode[] {
  const members = script.all("MemberExpression").filter(({ object, property }) => {
    return (
      property.type === "Literal" &&
      property.value === 0 &&
      isOutcomes(traceArgument(script, object))
    );
  });
  const patterns = script
    .all("ArrayPattern")
    .filter(
      (pattern) =>
        pattern.elements.length === 1 &&
        pattern.elements[0]?.type !== "RestElement" &&
        isOutcomes(tracePattern(script, pattern)),
    );
  const calls = script.all("CallExpression").filter(({ callee, arguments: [index] }) => {
    if (callee.type !== "MemberExpression" || !isOutcomes(traceArgument(script, callee.object)))
      return false;
    const method = keyOf({ ...callee, key: callee.property });
    return (
      method === "shift" || (method === "at" && index?.type === "Literal" && index.value === 0)
    );
  });
  return [...members, ...patterns, ...calls];
}

function isOutcomes(path: ArgumentPath | undefined): boolean {
  return path?.parameter.name === "outcomes" && path.keys.length === 0;
}

/** Whether the script looks at more than the first: it goes through them, sorts them, or counts beyond "none". */
function looksAtAll({ script }: LintContext): boolean {
  const isLoop = script
    .all("ForOfStatement")
    .some(({ right }) => isOutcomes(traceArgument(script, right)));
  const isHandled = script.all("MemberExpression").some((node) => {
    const name = keyOf({ ...node, key: node.property });
    if (name === undefined || firsts.has(name) || !isOutcomes(traceArgument(script, node.object)))
      return false;
    return name !== "length" || isCount(script.parentOf(node));
  });
  return isLoop || isHandled;
}

/** `length === 1`, `i < length`; not `length === 0`, `length > 0` or `!length`. */
function isCount(around: AnyNode | undefined): boolean {
  if (around?.type !== "BinaryExpression") return false;
  return ![around.left, around.right].some((side) => side.type === "Literal" && side.value === 0);
}
