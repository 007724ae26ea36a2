import { z } from "zod";
import { unknownName } from "./unknown-name.ts";

/**
 * Checks that a schema's shape cannot express. They run even when the shape is wrong as well, so that every
 * mistake is reported at once; hence they trust nothing about what they are given.
 */
function check(inspect: (value: unknown, refuse: Refuse) => void): z.core.$ZodCheck<unknown> {
  return z.superRefine<unknown>(
    (value, context) => {
      inspect(value, (path, message) =>
        context.addIssue({ code: "custom", path: [...path], message }),
      );
    },
    { when: () => true },
  );
}

type Refuse = (path: readonly (string | number)[], message: string) => void;

export function refuseKeys(pattern: RegExp, rule: string): z.core.$ZodCheck<unknown> {
  return check((value, refuse) => {
    for (const [key] of entriesOf(value)) if (!pattern.test(key)) refuse([key], rule);
  });
}

export const refuseSharedPaths = check((host, refuse) => {
  const { scripts, signals } = recordOf(host);
  for (const [path] of entriesOf(signals)) {
    if (!Object.hasOwn(recordOf(scripts), path)) continue;
    refuse(["signals", path], "A script is at this path already");
  }
});

export const refuseDuplicateNodeIds = check((nodes, refuse) => {
  const seen = new Set<unknown>();
  for (const [index, node] of elementsOf(nodes)) {
    const nodeId = node["nodeId"] ?? node["networkId"];
    if (typeof nodeId === "string" && seen.has(nodeId)) {
      refuse(
        [index, "nodeId"],
        `Node id "${nodeId}" is taken by an earlier node: give this one its own`,
      );
    }
    seen.add(nodeId);
  }
});

export const refuseUnknownNetworks = check((config, refuse) => {
  const { slots, networks } = recordOf(config);
  const networkIds = entriesOf(networks).map(([networkId]) => networkId);
  for (const [slotId, slot] of entriesOf(slots)) {
    for (const [index, { networkId }] of elementsOf(recordOf(slot)["nodes"])) {
      if (typeof networkId !== "string" || networkIds.includes(networkId)) continue;
      const path = ["slots", slotId, "nodes", index, "networkId"];
      refuse(path, unknownName("network", networkId, networkIds));
    }
  }
});

function elementsOf(value: unknown): readonly (readonly [number, Record<string, unknown>])[] {
  return Array.isArray(value) ? value.map((element, index) => [index, recordOf(element)]) : [];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(recordOf(value));
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
