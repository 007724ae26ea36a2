import { findNodes } from "../scenario/chain-nodes.ts";
import { keysOf, part, type Part } from "../scenario/input-part.ts";
import { findSoldNodes } from "../scenario/sold-nodes.ts";

/** A beginning of a path, and what may be written instead of it. */
interface Prefix {
  readonly short: string;
  readonly full: string;
}

/** A way to write a knob for people in a hurry. */
export interface ShortForm {
  readonly form: string;
  readonly standsFor: string;
  /** Which paths of a scenario it shortens; several with one `short` are turned together. */
  prefixesIn(scenario: Part): readonly Prefix[];
}

/** THE list of short forms, in the order in which they are tried; docs/how-to/replay-a-run.md shows it. */
export const SHORT_FORMS: readonly ShortForm[] = [
  {
    form: "node.<nodeId>.force",
    standsFor: "force.<nodeId>",
    prefixesIn: (scenario) =>
      nodeIdsIn(scenario).map((nodeId) => ({
        short: `node.${nodeId}.force`,
        full: `force.${nodeId}`,
      })),
  },
  {
    form: "node.<nodeId>.<setting>",
    standsFor: "adServer.slots.<slotId>.nodes.<n>.<setting>",
    prefixesIn: (scenario) =>
      findNodes(scenario).map(({ nodeId, path }) => ({
        short: `node.${nodeId}`,
        full: path.join("."),
      })),
  },
  {
    form: "node.<bid>.ecpm",
    standsFor: "adServer.platform.bids.<n>.line-item.revenue_value",
    prefixesIn: soldSettingsIn,
  },
  {
    form: "node.<bid>.<setting>",
    standsFor: "adServer.platform.bids.<n>.<setting>",
    prefixesIn: (scenario) =>
      findSoldNodes(scenario).map(({ nodeId, path }) => ({
        short: `node.${nodeId}`,
        full: path.join("."),
      })),
  },
  {
    form: "network.<networkId>.<option>",
    standsFor: "networks.<networkId>.options.<option>",
    prefixesIn: (scenario) =>
      keysOf(part(scenario, "networks")).map((networkId) => ({
        short: `network.${networkId}`,
        full: `networks.${networkId}.options`,
      })),
  },
  {
    form: "profile.<setting>",
    standsFor: "profile.set.<setting>",
    prefixesIn: () => [{ short: "profile", full: "profile.set" }],
  },
  {
    form: "<setting>",
    standsFor: "app.mediation.<setting>",
    prefixesIn: () => [{ short: "", full: "app.mediation" }],
  },
];

/** With and without the unit; what is listed has it. */
function soldSettingsIn(scenario: Part): readonly Prefix[] {
  return findSoldNodes(scenario).flatMap(({ nodeId, path, settings }) =>
    Object.entries(settings).flatMap(([name, inBid]) =>
      [name, name.replace(/(Usd|Ms)$/, "")].map((spelling) => ({
        short: `node.${nodeId}.${spelling}`,
        full: `${path.join(".")}.${inBid}`,
      })),
    ),
  );
}

/**
 * What a path may stand for in full: for each short form that it can be, the paths that are turned together. Names
 * may have dots in them, so `alpha.eu` is tried before `alpha`.
 */
export function expandPath(scenario: unknown, path: string): readonly (readonly string[])[] {
  const forms = SHORT_FORMS.map((form) => form.prefixesIn({ path: [], value: scenario }));
  const expanded = forms.flatMap((prefixes) =>
    [...Map.groupBy(prefixes, ({ short }) => short)]
      .toSorted(([a], [b]) => b.length - a.length)
      .map(([short, equal]) => equal.flatMap(({ full }) => replaceStart(path, short, full) ?? [])),
  );
  return expanded.filter((paths) => paths.length > 0);
}

/** The path as people write it; in full where the short form would mean other places too. */
export function shortenPath(scenario: unknown, path: string): string {
  for (const form of SHORT_FORMS) {
    const prefixes = form.prefixesIn({ path: [], value: scenario });
    for (const { short, full } of prefixes) {
      const isAlone = prefixes.filter((other) => other.short === short).length === 1;
      const shortened = replaceStart(path, full, short);
      if (shortened !== undefined && shortened !== "") return isAlone ? shortened : path;
    }
  }
  return path;
}

/** Undefined for a path that does not begin like that; an empty beginning is one that any path has. */
function replaceStart(path: string, start: string, other: string): string | undefined {
  const rest = start === "" ? `.${path}` : path.slice(start.length);
  if (start !== "" && !`${path}.`.startsWith(`${start}.`)) return undefined;
  return `${other}${rest}`.replace(/^\./, "");
}

/** Each once, in however many chains it is or may come to be. */
export function nodeIdsIn(scenario: Part): readonly string[] {
  const nodes = [...findNodes(scenario), ...findSoldNodes(scenario)];
  return [...new Set(nodes.map(({ nodeId }) => nodeId))];
}
