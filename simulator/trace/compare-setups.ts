import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { findNodes } from "../scenario/chain-nodes.ts";
import { part, partsOf } from "../scenario/input-part.ts";
import { compareFacts, type FactDifference } from "./fact-difference.ts";
import { collectScripts, compareScripts } from "./script-texts.ts";

type Started = MediationEventOf<"session.started">;

/**
 * What two runs were started with, by path, as `replay --set` takes it: nodes by their id wherever they stand, and of
 * scripts the name of the file and the first line that differs.
 */
export function compareSetups(
  a: MediationEvent | undefined,
  b: MediationEvent | undefined,
): readonly FactDifference[] {
  if (a?.type !== "session.started" || b?.type !== "session.started") return compareFacts(a, b);
  return [...compareWithin(toSetup(a), toSetup(b), []), ...compareScripts(a, b)];
}

/** The facts that differ, each as far inside as both have it. */
function compareWithin(a: object, b: object, path: readonly string[]): readonly FactDifference[] {
  return compareFacts(a, b).flatMap((fact) => {
    const inner = [...path, fact.name];
    return isMap(fact.a) && isMap(fact.b) && Array.isArray(fact.a) === Array.isArray(fact.b)
      ? compareWithin(fact.a, fact.b, inner)
      : [{ ...fact, name: inner.join(".") }];
  });
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function toSetup(started: Started): object {
  const { type: _type, atMs: _atMs, sources: _sources, scenario, modules = {}, ...facts } = started;
  const { profile = facts.profile, ...said } = structuredClone(scenario) as Container;
  for (const { path, file } of collectScripts(started)) put(said, path, file ?? "inline");
  const node = takeNodes(said);
  const { app = {}, networks = {} } = said;
  const hashes = Object.entries(modules).map(([path, hash]) => [`module ${path}`, hash]);
  // What a reader looks for first comes first: of a long list, only the beginning is shown.
  return { ...facts, ...Object.fromEntries(hashes), profile, app, node, networks, ...said };
}

type Container = Record<string, unknown>;

function put(
  container: Container,
  [key = "", ...rest]: readonly PropertyKey[],
  value: string,
): void {
  if (rest.length === 0) container[String(key)] = value;
  else put(container[String(key)] as Container, rest, value);
}

/** Takes nodes out of their chains: with one more or less in a chain, the others stay who they are. */
function takeNodes(scenario: Container): object {
  const root = { path: [], value: scenario };
  const nodes = findNodes(root);
  const byId = Map.groupBy(nodes, ({ nodeId }) => nodeId);
  for (const { value: answer } of partsOf(part(root, "adServer", "slots"))) {
    if (isMap(answer) && "nodes" in answer) delete answer.nodes;
  }
  return Object.fromEntries(
    nodes.map(({ nodeId, slotId, value }) => {
      const isAlone = byId.get(nodeId)?.length === 1;
      return [isAlone ? nodeId : `${nodeId} of ${slotId}`, value];
    }),
  );
}
