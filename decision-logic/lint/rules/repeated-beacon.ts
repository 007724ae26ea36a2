import type { AnyNode } from "acorn";
import { beaconCallsIn, type CallNode } from "../facts/beacons.ts";
import { mayEnd } from "../facts/may-end.ts";
import { shapeOf } from "../facts/object-shape.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import type { Script } from "../syntax/script.ts";

/** A second call throws, once the first has registered something. @see spec on-device 1.5 */
export const repeatedBeacon: LintRule = {
  code: "FL508",
  name: "repeated-beacon",
  severity: "error",
  about: "`registerAdBeacon` twice on one way through a function, or in a loop.",
  hint: "Collect all events in one object, and call it once.",
  check({ script }) {
    const calls = beaconCallsIn(script).filter(
      (call) => shapeOf(call.arguments[0])?.node.properties.length !== 0,
    );
    return calls.flatMap((call, index): readonly Finding[] => {
      const isSecond = calls.slice(0, index).some((earlier) => mayFollow(script, earlier, call));
      if (!isSecond && !isInLoop(script, call)) return [];
      return [
        {
          at: call,
          message: "registerAdBeacon may be called once for an impression: the second call throws.",
        },
      ];
    });
  },
};

function isInLoop(script: Script, call: CallNode): boolean {
  const around = script.ancestorsOf(call);
  const own = script.functionAround(call);
  const within = own === undefined ? around : around.slice(0, around.indexOf(own));
  const loop = within.find(({ type }) => /^(?:For|While|DoWhile)/.test(type));
  const body = within
    .slice(0, loop === undefined ? 0 : within.indexOf(loop))
    .findLast(({ type }) => type === "BlockStatement");
  return loop !== undefined && (body?.type !== "BlockStatement" || body.body.every(mayGoOn));
}

function mayGoOn(statement: Extract<AnyNode, { type: "BlockStatement" }>["body"][number]): boolean {
  return mayEnd(statement) || statement.type === "ContinueStatement";
}

/** Whether one run of a function may make both calls: they are not on two branches of one choice. */
function mayFollow(script: Script, earlier: CallNode, later: CallNode): boolean {
  if (script.functionAround(earlier) !== script.functionAround(later)) return false;
  const shared = new Set<AnyNode>(script.ancestorsOf(later));
  const path = [earlier, ...script.ancestorsOf(earlier)];
  const meeting = path.find((node) => shared.has(node));
  const isChoice =
    meeting !== undefined &&
    /^(?:If|Switch)Statement$|^(?:Conditional|Logical)Expression$/.test(meeting.type);
  if (isChoice && meeting.type !== "LogicalExpression") return false;
  const below = path.slice(0, meeting === undefined ? 0 : path.indexOf(meeting));
  return below.every((node) => node.type !== "BlockStatement" || mayEnd(node));
}
