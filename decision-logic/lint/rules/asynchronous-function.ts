import type { Expression } from "acorn";
import { decisionFunctionsIn } from "../facts/decision-functions.ts";
import { keyOf } from "../facts/object-shape.ts";
import { functionResultsIn } from "../facts/written-results.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** Nobody awaits a promise, and nobody asks a generator for more. @see spec on-device 1.1, "Async" */
export const asynchronousFunction: LintRule = {
  code: "FL205",
  name: "asynchronous-function",
  severity: "error",
  about: "A decision function that is async or a generator, or gives back a promise.",
  hint: "Give the result itself, at once.",
  check(context) {
    const { script } = context;
    const functions = decisionFunctionsIn(script).flatMap(
      ({ definition, identifier, node }): readonly Finding[] => {
        if (node === undefined || !(node.async || node.generator)) return [];
        const given = node.async
          ? "a promise, and the device awaits none"
          : "a generator, not a result";
        return [{ at: identifier, message: `${definition.functionName} gives back ${given}.` }];
      },
    );
    const results = functionResultsIn(context.script)
      .filter(({ value }) => isPromise(value))
      .map(({ at, function: { definition } }): Finding => ({
        at,
        message: `${definition.functionName} gives back a promise, and the device awaits none.`,
      }));
    return [...functions, ...results];
  },
};

function isPromise(value: Expression | undefined): boolean {
  if (value?.type === "NewExpression")
    return value.callee.type === "Identifier" && value.callee.name === "Promise";
  if (value?.type !== "CallExpression" || value.callee.type !== "MemberExpression") return false;
  const { object } = value.callee;
  const method = keyOf({ ...value.callee, key: value.callee.property });
  return method === "then" || (object.type === "Identifier" && object.name === "Promise");
}
