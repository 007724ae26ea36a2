import { isDictionary } from "../scenario/fill-defaults.ts";
import { keysOf, part } from "../scenario/input-part.ts";
import { isSwitchedOff } from "../scenario/sold-nodes.ts";
import { childrenOf, type KnobPart } from "./knob-part.ts";
import { nodeIdsIn, shortenPath } from "./short-forms.ts";

export interface Knob {
  /** As `--set` takes it. */
  readonly path: string;
  /** Undefined where nothing is set. */
  readonly value: unknown;
}

/** No knobs, or of no use in a run that is over. */
const LEFT_OUT: ReadonlySet<string> = new Set(["version", "name", "hosts", "expect"]);
/** Where everything that could be said as well would be a long list. */
const ONLY_WHAT_IS_SAID: ReadonlySet<string> = new Set([
  "buyers",
  "device",
  "profile",
  "sellers",
  "steps",
]);

/** Every setting that a scenario has or could have, in the order of the format. */
export function listKnobs(root: KnobPart): readonly Knob[] {
  const settings = childrenOf(root)
    .filter(({ keys: [section = ""] }) => !LEFT_OUT.has(section))
    .flatMap(collectLeaves)
    .map(({ keys, value }) => ({ path: shortenPath(root.value, keys.join(".")), value }));
  return [...settings, ...listSwitches(root.value)];
}

function collectLeaves(place: KnobPart): readonly KnobPart[] {
  const { keys, value } = place;
  if (value === undefined && ONLY_WHAT_IS_SAID.has(keys[0] ?? "")) return [];
  const children = isDictionary(value) && !isOneThing(value) ? childrenOf(place) : [];
  return children.length === 0 ? [place] : children.flatMap(collectLeaves);
}

/** A script is turned as a whole, and so is a list of words or numbers. */
function isOneThing(value: Readonly<Record<string, unknown>>): boolean {
  if (Array.isArray(value)) return value.flat(2).every((entry) => !isDictionary(entry));
  return typeof value["inline"] === "string";
}

/** What can be done to every node, and is no setting of it. */
function listSwitches(scenario: unknown): readonly Knob[] {
  const root = { path: [], value: scenario };
  const forced = keysOf(part(root, "force"));
  return nodeIdsIn(root).flatMap((nodeId) => [
    ...(forced.includes(nodeId) ? [] : [{ path: `node.${nodeId}.force`, value: undefined }]),
    { path: `node.${nodeId}.off`, value: isSwitchedOff(root, nodeId) },
  ]);
}
