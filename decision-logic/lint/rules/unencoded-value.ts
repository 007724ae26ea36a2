import type { AnyNode } from "acorn";
import type { JsonValue } from "../../../sdk/foundation/json.ts";
import { addressesIn, type Address } from "../facts/addresses.ts";
import { traceArgument, type ArgumentPath } from "../facts/argument-path.ts";
import { keyOf } from "../facts/object-shape.ts";
import { signalKindOf } from "../facts/signal-kind.ts";
import { PLACEHOLDER } from "../facts/uri-parts.ts";
import type { Finding, LintContext, LintRule } from "../lint-rule.ts";

/** A value in a query that holds characters which mean something else there. */
export const unencodedValue: LintRule = {
  code: "FL503",
  name: "unencoded-value",
  severity: "warning",
  about: "An address, JSON, or a signal with such characters, put into a query as it is.",
  hint: "Wrap it in encodeURIComponent().",
  check(context) {
    return addressesIn(context.script).flatMap((address) =>
      valuesInQuery(address).flatMap((node): readonly Finding[] => {
        const why = whyUnsafe(context, node);
        if (why === undefined) return [];
        const fix = {
          range: [node.start, node.end] as const,
          text: `encodeURIComponent(${context.script.textOf(node)})`,
        };
        return [{ at: node, message: `${why}: in a query it has to be encoded.`, fix }];
      }),
    );
  },
};

function valuesInQuery(address: Address): readonly AnyNode[] {
  const start = address.text.indexOf("?");
  if (start === -1) return [];
  return Array.from(address.text.matchAll(new RegExp(PLACEHOLDER, "g"))).flatMap(({ index }) => {
    const part = address.partAt(index);
    return index > start && part !== undefined ? [part.node] : [];
  });
}

function whyUnsafe(context: LintContext, node: AnyNode): string | undefined {
  if (isJson(node)) return "JSON is full of quotes and braces";
  const path = traceArgument(context.script, node);
  if (path === undefined) return undefined;
  const name = path.keys.at(-1) ?? path.parameter.name;
  if (name.endsWith("_uri")) return `${name} is an address itself`;
  const value = valuesOf(context, path).find(isUnsafe);
  return value === undefined ? undefined : `${name} may be ${JSON.stringify(value)}`;
}

function isJson(node: AnyNode): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
  const { object } = node.callee;
  const method = keyOf({ ...node.callee, key: node.callee.property });
  return object.type === "Identifier" && object.name === "JSON" && method === "stringify";
}

/** What a signal ever is, as far as that is known. */
function valuesOf(
  { signals = {} }: LintContext,
  { keys, ...path }: ArgumentPath,
): readonly JsonValue[] {
  const kind = signalKindOf({ ...path, keys: keys.slice(0, -1) });
  return (kind && signals[kind]?.[keys.at(-1) ?? ""]) ?? [];
}

function isUnsafe(value: JsonValue): boolean {
  return typeof value === "string" && encodeURIComponent(value) !== value;
}
