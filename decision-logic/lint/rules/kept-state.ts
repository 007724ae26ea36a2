import type { AnyNode } from "acorn";
import { keyOf } from "../facts/object-shape.ts";
import { reachedFunctionsIn } from "../facts/reached-functions.ts";
import type { Finding, LintContext, LintRule } from "../lint-rule.ts";
import type { Script } from "../syntax/script.ts";

const changing =
  /^(?:add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;
const collections = /^(?:Map|Set|WeakMap|WeakSet)$/;

/** What one call leaves for the next: within an evaluation it is there, after it is gone. @see spec on-device 1.1 */
export const keptState: LintRule = {
  code: "FL603",
  name: "kept-state",
  severity: "warning",
  about: "A decision function that changes what is declared outside of it.",
  hint: "Declare it inside the function, so that a result depends on the arguments alone.",
  check(context) {
    const reached = reachedFunctionsIn(context.script);
    const isReached = (node: AnyNode): boolean =>
      context.script.ancestorsOf(node).some((around) => reached.has(around));
    return findChanges(context)
      .filter(({ at }) => isReached(at))
      .map(({ at, text }): Finding => ({
        at,
        message: `${text} outlives the call: the next ad of the same evaluation finds it, the next evaluation doesn't.`,
      }));
  },
};

interface Change {
  readonly at: AnyNode;
  readonly text: string;
}

function findChanges({ script }: LintContext): readonly Change[] {
  const { names } = script;
  const variables = names.all
    .filter(({ isTopLevel }) => isTopLevel)
    .flatMap(({ text, uses }) =>
      uses.filter(({ isChange }) => isChange).map(({ identifier }) => ({ at: identifier, text })),
    );
  const implicit = names.undeclared
    .filter(({ isChange }) => isChange)
    .map(({ identifier }) => ({ at: identifier, text: identifier.name }));
  const targets = [
    ...script.all("AssignmentExpression").map(({ left }) => left),
    ...script.all("UpdateExpression").map(({ argument }) => argument),
    ...script
      .all("UnaryExpression")
      .filter(({ operator }) => operator === "delete")
      .map(({ argument }) => argument),
    ...script
      .all("CallExpression")
      .flatMap(({ callee }) =>
        callee.type === "MemberExpression" &&
        changing.test(keyOf({ ...callee, key: callee.property }) ?? "")
          ? [callee]
          : [],
      ),
  ];
  return [...variables, ...implicit, ...targets.flatMap((target) => findContents(script, target))];
}

/** A part of an object, array, map or set that the top level has made. */
function findContents(script: Script, target: AnyNode): readonly Change[] {
  let root: AnyNode = target;
  while (root.type === "MemberExpression") root = root.object;
  if (root === target || root.type !== "Identifier") return [];
  const name = script.names.of(root);
  const by = name?.isTopLevel === true ? name.definitions[0]?.by : undefined;
  if (by?.type !== "VariableDeclarator" || !isContainer(by.init)) return [];
  return [{ at: target, text: root.name }];
}

function isContainer(value: AnyNode | null | undefined): boolean {
  if (value?.type === "NewExpression")
    return value.callee.type === "Identifier" && collections.test(value.callee.name);
  return value?.type === "ArrayExpression" || value?.type === "ObjectExpression";
}
