import type { AnyNode } from "acorn";
import { decisionFunctionsIn, type ScriptFunction } from "../facts/decision-functions.ts";
import { mayEnd } from "../facts/may-end.ts";
import { functionResultsIn, type FunctionResult } from "../facts/written-results.ts";
import type { Finding, LintContext, LintRule } from "../lint-rule.ts";

const nobody = "{ status: 0, result: null }";

/** Every result is an object; null is none, and for a device no way to say "nobody". @see spec on-device 1.4 */
export const noResultObject: LintRule = {
  code: "FL301",
  name: "no-result-object",
  severity: "error",
  about: "A decision function that gives back null, nothing, or something else that is no object.",
  hint: "Give back an object on every way out.",
  check(context) {
    const results = functionResultsIn(context.script).flatMap((result): readonly Finding[] => {
      const what = whatItIs(context, result.value);
      return what === undefined ? [] : [toFinding(result, what)];
    });
    return [...results, ...decisionFunctionsIn(context.script).flatMap(findOpenEnd)];
  },
};

function toFinding({ at, value, function: { definition } }: FunctionResult, what: string): Finding {
  const message = `${definition.functionName} gives back ${what}, which the device refuses.`;
  const hint = `Give back ${definition.returns}.`;
  if (definition.functionName !== "selectOutcome" || (what !== "null" && what !== "nothing"))
    return { at, message, hint };
  if (value === undefined)
    return { at, message, hint, fix: { range: [at.start, at.end], text: `return ${nobody};` } };
  return { at, message, hint, fix: { range: [value.start, value.end], text: nobody } };
}

/** What a value is that is certainly no object, in words. */
function whatItIs({ script }: LintContext, value: AnyNode | undefined): string | undefined {
  switch (value?.type) {
    case undefined:
      return "nothing";
    case "Literal":
      return value.value === null && value.regex === undefined && value.bigint === undefined
        ? "null"
        : (value.raw ?? "a literal");
    case "Identifier":
      return value.name === "undefined" && script.names.of(value) === undefined
        ? "nothing"
        : undefined;
    case "UnaryExpression":
      return value.operator === "void" ? "nothing" : "no object";
    case "ArrayExpression":
      return "an array";
    case "TemplateLiteral":
      return "text";
    case "BinaryExpression":
    case "UpdateExpression":
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return "no object";
    default:
      return undefined;
  }
}

function findOpenEnd({ definition, identifier, node }: ScriptFunction): readonly Finding[] {
  if (node === undefined || node.async || node.generator || node.body.type !== "BlockStatement")
    return [];
  if (!mayEnd(node.body)) return [];
  const { functionName, returns } = definition;
  return [
    {
      at: identifier,
      message: `${functionName} may end without a result, which the device refuses.`,
      hint: `End it with "return", on every way out: ${returns}.`,
    },
  ];
}
