import type { AnyNode } from "acorn";
import { keyOf } from "../facts/object-shape.ts";
import { traceArgument } from "../facts/argument-path.ts";
import type { Finding, LintContext, LintRule } from "../lint-rule.ts";

const floorName = /floor|minimum|min_?(?:price|bid|cpm|ecpm)|reserve_?price/i;
const bidName = /bid|price|cpm|score/i;

/** A bid that is equal to the floor reaches it, in Android's own script and everywhere else. @see spec on-device 3 */
export const strictFloor: LintRule = {
  code: "FL402",
  name: "strict-floor",
  severity: "warning",
  about: "`>` where a bid is held against a floor: a bid equal to the floor is turned down.",
  hint: "Compare with >=, or < to turn down.",
  check(context) {
    return context.script.all("BinaryExpression").flatMap((node): readonly Finding[] => {
      const isStrict = isFloor(context, node.right) ? /^(?:>|<=)$/ : /^(?:<|>=)$/;
      const [bid, floor] = isFloor(context, node.right)
        ? [node.left, node.right]
        : [node.right, node.left];
      if (
        !isFloor(context, floor) ||
        isFloor(context, bid) ||
        !isBid(bid) ||
        !isStrict.test(node.operator)
      )
        return [];
      const { textOf } = context.script;
      return [
        {
          at: node,
          message: `A bid equal to ${textOf(floor)} does not pass; in a waterfall it should.`,
        },
      ];
    });
  },
};

function isFloor({ script }: LintContext, node: AnyNode): boolean {
  const path = traceArgument(script, node);
  return floorName.test(path?.keys.at(-1) ?? nameOf(node));
}

function isBid(node: AnyNode): boolean {
  return bidName.test(nameOf(node));
}

function nameOf(node: AnyNode): string {
  if (node.type === "ChainExpression") return nameOf(node.expression);
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" ? (keyOf({ ...node, key: node.property }) ?? "") : "";
}
