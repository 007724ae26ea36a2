import type { AnyNode } from "acorn";
import { traceArgument } from "../facts/argument-path.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import type { Script } from "../syntax/script.ts";

const arithmetic = /^(?:[-*/%+]|\*\*|[<>]=?)$/;

/** Ids are decimal strings of 64 bits: as numbers they lose their last digits. @see spec on-device 1.2 */
export const numericId: LintRule = {
  code: "FL405",
  name: "numeric-id",
  severity: "warning",
  about: "An outcome's id that is treated as a number.",
  hint: "Ids are text: compare them with ===, and with nothing but other ids.",
  check({ script }) {
    const found = [...calculations(script), ...comparisons(script)];
    return found.map((at): Finding => ({
      at,
      message:
        "The id of an outcome is text of up to 20 digits: as a number it loses the last of them, and with + it only grows longer.",
    }));
  },
};

function calculations(script: Script): readonly AnyNode[] {
  const signs = script
    .all("UnaryExpression")
    .filter(({ operator, argument }) => /^[-+~]$/.test(operator) && isId(script, argument));
  const calls = script.all("CallExpression").filter(({ callee, arguments: [first] }) => {
    const isConversion =
      callee.type === "Identifier" && /^(?:Number|parseInt|parseFloat)$/.test(callee.name);
    return isConversion && isId(script, first);
  });
  return [...signs, ...calls];
}

/** With a string beside it, `+` makes text of it, which is what it is. */
function comparisons(script: Script): readonly AnyNode[] {
  return script.all("BinaryExpression").filter(({ operator, left, right }) => {
    const other = isId(script, left) ? right : left;
    if (!isId(script, left) && !isId(script, right)) return false;
    const isNumber = other.type === "Literal" && typeof other.value === "number";
    if (/^[!=]==?$/.test(operator) || operator === "+") return isNumber;
    return arithmetic.test(operator);
  });
}

function isId(script: Script, node: AnyNode | undefined): boolean {
  const path = traceArgument(script, node);
  return path?.parameter.name === "outcomes" && path.keys.join(".") === "[].id";
}
