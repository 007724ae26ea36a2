import type { AnyNode } from "acorn";
import type { Script } from "../syntax/script.ts";
import { beaconCallsIn } from "./beacons.ts";
import { keyOf, shapeOf } from "./object-shape.ts";
import { once } from "./once.ts";
import { partsOf, sketch, type UriPart } from "./uri-parts.ts";

/** An address to which a script reports, as far as it can be read off the text. */
export interface Address {
  readonly node: AnyNode;
  readonly parts: readonly UriPart[];
  /** With a placeholder for each value. */
  readonly text: string;
  readonly partAt: (index: number) => UriPart | undefined;
}

/** What scripts give as `reporting_uri`, and as addresses of beacons. */
export const addressesIn = once((script: Script): readonly Address[] =>
  Array.from(findNodes(script), (node) => toAddress(script, node)),
);

function findNodes(script: Script): ReadonlySet<AnyNode> {
  const reporting = script.all("Property").flatMap((property) => {
    const isResult =
      script.parentOf(property)?.type === "ObjectExpression" && keyOf(property) === "reporting_uri";
    return isResult ? [property.value] : [];
  });
  const beacons = beaconCallsIn(script).flatMap(({ arguments: [uris] }) => [
    ...(shapeOf(uris)?.properties.values() ?? []),
  ]);
  return new Set<AnyNode>([...reporting, ...beacons.map(({ value }) => value)]);
}

function toAddress(script: Script, node: AnyNode): Address {
  const parts = partsOf(script, node);
  return { node, parts, ...sketch(parts) };
}

/** How an address begins: its scheme, and then its host up to the first slash, question mark or hash. */
export function authorityOf({
  text,
}: Address):
  | { readonly scheme: string; readonly authority: string; readonly start: number }
  | undefined {
  const [, scheme = "", authority = ""] = /^(\w+):\/\/([^/?#]*)/.exec(text) ?? [];
  return scheme === "" ? undefined : { scheme, authority, start: scheme.length + 3 };
}
