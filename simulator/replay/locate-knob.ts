import { MediationError, nearestWord } from "../../sdk/index.ts";
import { refuseFloorOfBid } from "./refuse-floor-of-bid.ts";
import { childrenOf, isOpen, type KnobPart } from "./knob-part.ts";
import { listKnobs } from "./list-knobs.ts";
import { expandPath } from "./short-forms.ts";

/** Units that a name may go without: `timeout` is `timeoutMs`. */
const UNITS = ["", "Ms", "CpmUsd", "Usd"];

/**
 * Every place that a path of a knob stands for: one, or one in each chain that a node is in.
 *
 * @throws MediationError ERR_REPLAY_KNOB
 */
export function locateKnob(root: KnobPart, path: string): readonly KnobPart[] {
  if (path === "") throw unknownKnob(root, path);
  for (const candidates of [[path], ...expandPath(root.value, path)]) {
    const found = candidates.map((each) => follow(root, toDots(each)));
    const parts = found.filter((part) => part !== undefined);
    if (parts.length > 0 && parts.length === found.length) return parts;
  }
  throw unknownKnob(root, path);
}

/** `sellers["ssp.example"].scripts`, as messages write it, is `sellers.ssp.example.scripts`. */
function toDots(path: string): string {
  return path.replaceAll(/\[("?)([^\]"]+)\1\]/g, ".$2");
}

/** Names may have dots in them, so the longest name that fits is the one that is meant. */
function follow(part: KnobPart, path: string): KnobPart | undefined {
  if (path === "") return part;
  const children = childrenOf(part);
  const names = children
    .flatMap((child) => UNITS.map((unit) => ({ child, name: shorten(child, unit) })))
    .filter(({ name }) => name !== undefined && `${path}.`.startsWith(`${name}.`))
    .toSorted((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0));
  for (const { child, name = "" } of names) {
    const found = follow(child, path.slice(name.length + 1));
    if (found !== undefined) return found;
  }
  const isNew = isOpen(part) && !path.includes(".");
  return isNew ? { ...part, outer: part, keys: [...part.keys, path], value: undefined } : undefined;
}

function shorten({ keys }: KnobPart, unit: string): string | undefined {
  const name = keys.at(-1) ?? "";
  return name.endsWith(unit) && name !== unit
    ? name.slice(0, name.length - unit.length)
    : undefined;
}

export function unknownKnob(root: KnobPart, path: string): MediationError {
  const refusal = refuseFloorOfBid(root.value, path);
  if (refusal !== undefined) return refusal;
  const known = listKnobs(root).map((knob) => knob.path);
  const withoutUnits = known.map((name) => name.replace(/(?:Ms|(?:Cpm)?Usd)$/, ""));
  const nearest = nearestWord(path, [...known, ...withoutUnits]);
  const advice = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  return new MediationError("ERR_REPLAY_KNOB", `There is no knob "${path}" in this run.`, {
    hint: `${advice}List all with: fledgling replay <trace> --knobs`,
    details: { path, ...(nearest !== undefined && { nearest }) },
  });
}
