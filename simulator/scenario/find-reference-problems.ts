import { nearestWord } from "../../sdk/index.ts";
import type { Finding, Path } from "./scenario-problem.ts";

/** A value of unknown shape, which can be asked for its parts: what is not there has none. */
interface Part {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * Checks the names by which one part of a scenario speaks of another. It reads the raw input, so that these
 * problems are reported together with those of shape, and hence trusts nothing about what it is given.
 */
export function findReferenceProblems(input: unknown): readonly Finding[] {
  const root: Part = { path: [], value: input };
  const answers = part(root, "adServer", "slots");
  const chains = partsOf(answers).map((answer) => part(answer, "nodes"));
  const nodes = chains.flatMap(partsOf);
  const expected = partsOf(part(root, "expect", "requests"));
  const slotIds = keysOf(part(root, "slots"));
  const networkIds = keysOf(part(root, "networks"));
  const nodeIds = [...new Set(nodes.flatMap((node) => nodeIdOf(node) ?? []))];
  const networks = partsOf(part(root, "networks"));
  return [
    ...networks.flatMap((network) => takenByFirstParty(network, firstPartyOf(root))),
    ...findTakenAudiences(part(root, "device", "customAudiences")),
    ...partsOf(answers).flatMap((answer) => unknownKey(answer, "slot", slotIds)),
    ...partsOf(part(root, "steps"))
      .flatMap((step) => SLOT_KEYS.map((key) => part(step, key)))
      .flatMap((slot) => unknownValue(slot, "slot", slotIds)),
    ...nodes.flatMap((node) => unknownValue(part(node, "networkId"), "network", networkIds)),
    ...chains.flatMap(findTakenNodeIds),
    ...expected.flatMap((request) => [
      ...unknownValue(part(request, "networkId"), "network", [...networkIds, firstPartyOf(root)]),
      ...unknownValue(part(request, "nodeId"), "node", nodeIds),
      ...partsOf(part(request, "rules")).flatMap((rule) => unknownKey(rule, "node", nodeIds)),
    ]),
  ];
}

function takenByFirstParty({ path }: Part, firstParty: string): Finding[] {
  const networkId = String(path.at(-1));
  if (networkId !== firstParty) return [];
  const message = `the first party is called "${networkId}" too, give the network another id`;
  return [{ path, at: "key", message }];
}

/** Joining again overwrites, which at the start of a session can only be a mistake. */
function findTakenAudiences(audiences: Part): Finding[] {
  const taken = new Set<string>();
  return partsOf(audiences).flatMap((audience): Finding[] => {
    const { path, value: name } = part(audience, "name");
    const key = JSON.stringify([part(audience, "buyer").value, name]);
    const isTaken = taken.has(key);
    taken.add(key);
    if (!isTaken || typeof name !== "string") return [];
    const message = `the buyer has an audience "${name}" already, give this one its own name`;
    return [{ path, at: "value", message }];
  });
}

const SLOT_KEYS = ["request", "show", "impression", "view", "click", "slotId"];

function findTakenNodeIds(chain: Part): Finding[] {
  const taken = new Set<string>();
  return partsOf(chain).flatMap((node): Finding[] => {
    const nodeId = nodeIdOf(node);
    if (nodeId === undefined || !taken.has(nodeId)) {
      if (nodeId !== undefined) taken.add(nodeId);
      return [];
    }
    const { path } = part(node, "nodeId");
    const message = `node id "${nodeId}" is taken by an earlier node, give this one its own`;
    return [{ path, at: "value", message }];
  });
}

function nodeIdOf(node: Part): string | undefined {
  const nodeId = part(node, "nodeId").value ?? part(node, "networkId").value;
  return typeof nodeId === "string" ? nodeId : undefined;
}

function firstPartyOf(root: Part): string {
  const { value } = part(root, "app", "mediation", "firstParty", "networkId");
  return typeof value === "string" ? value : "first-party";
}

function unknownKey({ path }: Part, noun: string, known: readonly string[]): Finding[] {
  const name = String(path.at(-1));
  return known.includes(name) ? [] : [{ path, at: "key", message: unknown(noun, name, known) }];
}

function unknownValue({ path, value }: Part, noun: string, known: readonly string[]): Finding[] {
  if (typeof value !== "string" || known.includes(value)) return [];
  return [{ path, at: "value", message: unknown(noun, value, known) }];
}

function unknown(noun: string, name: string, known: readonly string[]): string {
  const nearest = nearestWord(name, known);
  if (nearest !== undefined) return `unknown ${noun} "${name}", did you mean "${nearest}"?`;
  if (known.length === 0) return `unknown ${noun} "${name}", the scenario has none`;
  return `unknown ${noun} "${name}", expected one of ${known.join(", ")}`;
}

function part(whole: Part, ...keys: readonly string[]): Part {
  return keys.reduce(
    ({ path, value }, key) => ({ path: [...path, key], value: mapOf(value)[key] }),
    whole,
  );
}

function partsOf({ path, value }: Part): readonly Part[] {
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => ({ path: [...path, index], value: entry }));
  }
  return Object.entries(mapOf(value)).map(([key, entry]) => ({
    path: [...path, key],
    value: entry,
  }));
}

function keysOf({ value }: Part): readonly string[] {
  return Object.keys(mapOf(value));
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
