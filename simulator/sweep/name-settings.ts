import { MediationError } from "../../sdk/index.ts";
import type { LoadedScenario } from "../load-scenario.ts";
import { childrenOf, type KnobPart } from "../replay/knob-part.ts";
import { locateKnob } from "../replay/locate-knob.ts";
import { toKnobs } from "../replay/restore-scenario.ts";
import { nodeIdsIn } from "../replay/short-forms.ts";
import { turnKnobs } from "../replay/turn-knobs.ts";
import { keysOf, part } from "../scenario/input-part.ts";

/**
 * The paths that one with `*` in it stands for in this scenario: of all names that may stand there, those with which
 * there is such a setting.
 *
 * @throws MediationError ERR_REPLAY_KNOB
 */
export function nameSettings(loaded: LoadedScenario, path: string): readonly string[] {
  const root = toKnobs(loaded);
  const named = fillIn(root, path).filter((each) => whyNoKnob(root, each) === undefined);
  if (named.includes("seed")) throw varyingLuck(path);
  if (named.length > 0) return named;
  const { hint } = (path.includes("*") ? undefined : whyNoKnob(root, path)) ?? {};
  const where = path.includes("*") ? `, whatever stands for "*"` : "";
  const message = `Cannot vary "${path}": "${loaded.path}" has no such setting${where}.`;
  throw new MediationError("ERR_REPLAY_KNOB", message, {
    hint: adviseOn(hint),
    details: { path, scenario: loaded.path },
  });
}

/** Runs with different luck would differ by it. */
function varyingLuck(path: string): MediationError {
  const message = `Cannot vary "${path}": all runs of a sweep have one seed.`;
  return new MediationError("ERR_REPLAY_KNOB", message, {
    hint: "Run one sweep for each seed: --seed 1, then --seed 2.",
    details: { path },
  });
}

/** With each name in the place of the first `*`, and so on; it stands for whole names only. */
function fillIn(root: KnobPart, path: string): readonly string[] {
  const [whole, before = "", after = ""] = /^(?:([^*]+)\.)?\*(?=\.|$)(.*)$/s.exec(path) ?? [];
  if (whole === undefined) return [path];
  const start = before === "" ? "" : `${before}.`;
  return namesIn(root, before).flatMap((name) => fillIn(root, `${start}${name}${after}`));
}

/** What may stand behind this beginning of a path. */
function namesIn(root: KnobPart, before: string): readonly string[] {
  const scenario = { path: [], value: root.value };
  if (before === "network") return keysOf(part(scenario, "networks"));
  if (before === "node") return nodeIdsIn(scenario);
  try {
    const places = before === "" ? [root] : locateKnob(root, before);
    const names = places.flatMap(childrenOf).map(({ keys }) => keys.at(-1) ?? "");
    return [...new Set(names)].filter((name) => !name.includes("*"));
  } catch (error) {
    if (isNoKnob(error)) return [];
    throw error;
  }
}

function whyNoKnob(root: KnobPart, path: string): MediationError | undefined {
  try {
    turnKnobs(root, { [path]: true });
    return undefined;
  } catch (error) {
    if (isNoKnob(error)) return error;
    throw error;
  }
}

function isNoKnob(error: unknown): error is MediationError {
  return error instanceof MediationError && error.code === "ERR_REPLAY_KNOB";
}

/** A sweep has no trace to list the knobs of, but one is soon had. */
export function adviseOn(hint: string | undefined): string {
  const [nearest] = /^Did you mean [^?]+\? /.exec(hint ?? "") ?? [""];
  return `${nearest}fledgling run <scenario> --quiet --trace t.jsonl, then fledgling replay t.jsonl --knobs, lists all settings.`;
}
