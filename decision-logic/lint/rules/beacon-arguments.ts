import type { AnyNode } from "acorn";
import { beaconCallsIn, type CallNode } from "../facts/beacons.ts";
import { shapeOf } from "../facts/object-shape.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** One object of strings, whatever other systems take. @see spec on-device 1.5 */
export const beaconArguments: LintRule = {
  code: "FL507",
  name: "beacon-arguments",
  severity: "error",
  about: "`registerAdBeacon` with something else than one object of event key to address.",
  hint: 'Pass one object: registerAdBeacon({ click: "https://…", view: "https://…" }).',
  check: ({ script }) => beaconCallsIn(script).flatMap(checkCall),
};

function checkCall(call: CallNode): readonly Finding[] {
  const [first, second] = call.arguments;
  if (first === undefined)
    return [{ at: call, message: "registerAdBeacon needs an object of event key to address." }];
  if (first.type === "Literal" || first.type === "TemplateLiteral") {
    const message =
      "registerAdBeacon takes one object for all events, not an event and its address: this throws.";
    return [{ at: call, message, ...mend(first, second) }];
  }
  if (first.type === "ArrayExpression")
    return [{ at: first, message: "registerAdBeacon takes an object, not an array: this throws." }];
  if (second !== undefined)
    return [
      { at: second, message: "registerAdBeacon takes one argument: this one is left unread." },
    ];
  const values = [...(shapeOf(first)?.properties.values() ?? [])].map(({ value }) => value);
  return values.filter(isNoText).map((at) => ({
    at,
    message: "The address of a beacon has to be text: anything else throws.",
  }));
}

/** Both are text, so that no other meaning is left. */
function mend(first: AnyNode, second: AnyNode | undefined): Pick<Finding, "hint"> {
  if (first.type !== "Literal" || typeof first.value !== "string" || second === undefined)
    return {};
  return {
    hint: `Write: registerAdBeacon({ ${JSON.stringify(first.value)}: … }), with all events in one object.`,
  };
}

function isNoText(node: AnyNode): boolean {
  if (node.type === "Literal") return typeof node.value !== "string";
  return /^(?:Array|Object|Function|ArrowFunction)Expression$/.test(node.type);
}
