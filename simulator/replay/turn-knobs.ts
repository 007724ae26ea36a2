import { MediationError, resolveProfile, type JsonObject } from "../../sdk/index.ts";
import type { Scenario } from "../scenario-schema.ts";
import { isSwitchedOff, switchBids } from "../scenario/sold-nodes.ts";
import { openProfile, type KnobPart } from "./knob-part.ts";
import { leaveOutNode } from "./leave-out-node.ts";
import { locateKnob, unknownKnob } from "./locate-knob.ts";
import { nodeIdsIn } from "./short-forms.ts";

/** Values by the path of their knob; undefined takes a setting away, so that its default applies. */
export type KnobValues = Readonly<Record<string, unknown>>;

export interface KnobChange {
  readonly path: string;
  /** Undefined where nothing was set, or is set any more. */
  readonly from: unknown;
  readonly to: unknown;
}

export interface Turned {
  readonly scenario: JsonObject;
  readonly changes: readonly KnobChange[];
}

/**
 * Sets each knob in turn. Whether a value fits is left to those who read the scenario.
 *
 * @throws MediationError ERR_REPLAY_KNOB
 */
export function turnKnobs(root: KnobPart, values: KnobValues): Turned {
  const scenario = structuredClone(root.value) as Container;
  const changes = Object.entries(values).flatMap(([path, value]) => {
    const nodeId = /^node\.(.+)\.off$/.exec(path)?.[1];
    const present = { ...root, value: scenario };
    if (nodeId !== undefined) return switchOff(present, { path, nodeId, value });
    const parts = locateKnob(present, path);
    for (const part of parts) put(scenario, part, value);
    return parts.map((part) => ({
      path: parts.length === 1 ? path : part.keys.join("."),
      from: part.value === undefined ? profileHas(root.value, part) : part.value, // null is a value
      to: value,
    }));
  });
  return { scenario: scenario as JsonObject, changes };
}

/** What a profile that is not said to differ here has. */
function profileHas(scenario: unknown, { keys: [section, set, name] }: KnobPart): unknown {
  if (section !== "profile" || set !== "set") return undefined;
  const { settings } = resolveProfile((scenario as Pick<Scenario, "profile">).profile);
  return new Map<string | undefined, unknown>(Object.entries(settings)).get(name);
}

interface Switch {
  readonly path: string;
  readonly nodeId: string;
  readonly value: unknown;
}

/** A node that is off is in no chain at all, and a bid in no auction. */
function switchOff(root: KnobPart, { path, nodeId, value }: Switch): readonly KnobChange[] {
  if (typeof value !== "boolean") {
    const message = `The knob "${path}" is true or false, got ${JSON.stringify(value)}.`;
    throw new MediationError("ERR_REPLAY_KNOB", message, { hint: `Write: --set ${path}=true` });
  }
  const scenario = { path: [], value: root.value };
  if (!nodeIdsIn(scenario).includes(nodeId)) throw unknownKnob(root, path);
  const isOff = isSwitchedOff(scenario, nodeId);
  if (value) leaveOutNode(root.value, nodeId);
  switchBids(scenario, nodeId, !value);
  return [{ path, from: isOff, to: value }];
}

type Container = Record<string, unknown>;

function put(scenario: Container, { keys, outer }: KnobPart, value: unknown): void {
  const container = reach(scenario, outer);
  const name = keys.at(-1) ?? "";
  if (value !== undefined) container[name] = value;
  else if (Array.isArray(container)) container.splice(Number(name), 1);
  else delete container[name];
}

/** What is not there yet comes to be as its defaults have it: one of them may be all that is changed. */
function reach(scenario: Container, part: KnobPart | undefined): Container {
  if (part?.outer === undefined) return scenario;
  const { keys, outer } = part;
  const container = reach(scenario, outer);
  const name = keys.at(-1) ?? "";
  const value = container[name] ?? structuredClone(part.value);
  container[name] = openProfile({ keys, value }) ?? {};
  return container[name] as Container;
}
