import { isGlobal } from "../facts/beacons.ts";
import { keyOf } from "../facts/object-shape.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** What gives something else each time. Works on a device; Chrome's worklets have no `Date` at all. */
export const unrepeatable: LintRule = {
  code: "FL601",
  name: "unrepeatable",
  severity: "warning",
  about: "The clock and `Math.random`: the same arguments give other results.",
  hint: "Take what you need from the signals, so that a decision can be had again.",
  check({ script }) {
    const calls = script.all("CallExpression").flatMap((call): readonly Finding[] => {
      const { callee } = call;
      if (isGlobal(script, callee, "Date")) return [clock(call)];
      if (callee.type !== "MemberExpression") return [];
      const method = keyOf({ ...callee, key: callee.property });
      if (method === "now" && isGlobal(script, callee.object, "Date")) return [clock(call)];
      const isRandom = method === "random" && isGlobal(script, callee.object, "Math");
      return isRandom
        ? [{ at: call, message: "Math.random() makes a decision that nobody can have again." }]
        : [];
    });
    const dates = script
      .all("NewExpression")
      .filter(
        ({ callee, arguments: given }) => given.length === 0 && isGlobal(script, callee, "Date"),
      );
    return [...calls, ...dates.map(clock)];
  },
};

function clock(at: Finding["at"]): Finding {
  return { at, message: "The decision depends on the device's clock." };
}
