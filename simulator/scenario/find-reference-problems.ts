import { SLOT_KEYS } from "../steps/step-schema.ts";
import { findOutcomeProblems } from "./find-outcome-problems.ts";
import { keysOf, part, partsOf, type Part } from "./input-part.ts";
import type { Finding } from "./scenario-problem.ts";
import { stepParts } from "./step-parts.ts";
import { findSaleProblems, findSold } from "./find-sale-problems.ts";
import { unknownKey, unknownValue } from "./unknown-name.ts";

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
  const sold = findSold(root);
  const nodeIds = [...new Set([...nodes.flatMap((node) => nodeIdOf(node) ?? []), ...sold.nodeIds])];
  const networks = partsOf(part(root, "networks"));
  const steps = stepParts(root);
  return [
    ...findMissingSteps(root),
    ...networks.flatMap((network) => takenByFirstParty(network, firstPartyOf(root))),
    ...findTakenAudiences(part(root, "device", "customAudiences")),
    ...partsOf(answers).flatMap((answer) => unknownKey(answer, "slot", slotIds)),
    ...steps
      .flatMap((step) => SLOT_KEYS.map((key) => part(step, key)))
      .flatMap((slot) => unknownValue(slot, "slot", slotIds)),
    ...findOutcomeProblems(steps),
    ...[root, ...steps]
      .flatMap((whole) => partsOf(part(whole, "force")))
      .flatMap((forced) => unknownKey(forced, "node", nodeIds)),
    ...nodes.flatMap((node) => unknownValue(part(node, "networkId"), "network", networkIds)),
    ...chains.flatMap(findTakenNodeIds),
    ...findSaleProblems(root),
    ...expected.flatMap((request) => [
      ...unknownValue(part(request, "networkId"), "network", [
        ...networkIds,
        ...sold.networkIds,
        firstPartyOf(root),
      ]),
      ...unknownValue(part(request, "nodeId"), "node", nodeIds),
      ...partsOf(part(request, "rules")).flatMap((rule) => unknownKey(rule, "node", nodeIds)),
    ]),
  ];
}

/** Steps have a default where there is a slot to request. */
function findMissingSteps(root: Part): Finding[] {
  const { path, value: steps } = part(root, "steps");
  const { value: slots } = part(root, "slots");
  const isScenario = part(root, "version").value !== undefined;
  const isSlotless = slots === undefined || JSON.stringify(slots) === "{}";
  if (!isScenario || steps !== undefined || !isSlotless) return [];
  const message =
    'are missing, and there is no slot to request: write steps such as "- selectAds: { seller: …, customAudienceBuyers: […] }", or slots';
  return [{ path, at: "key", message }];
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
    const of = [part(audience, "owner"), part(audience, "buyer")].map(({ value }) => value);
    const key = JSON.stringify([...of, name]);
    const isTaken = taken.has(key);
    taken.add(key);
    if (!isTaken || typeof name !== "string") return [];
    const message = `the buyer has an audience "${name}" already, give this one its own name`;
    return [{ path, at: "value", message }];
  });
}

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
