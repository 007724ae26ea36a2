import { existsSync, readdirSync } from "node:fs";
import { loadScenario, runScenario } from "../../simulator/index.ts";
import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";

/** Facts that a test does not care about. */
const usualFacts = {
  atMs: 0,
  requestId: "request-1",
  nodeId: "alpha",
  networkId: "alpha",
  position: 1,
  ecpmUsd: 2,
};

/** A whole session with these events in it. */
export function aTrace(...events: readonly MediationEvent[]): readonly MediationEvent[] {
  return [aSessionStart(), ...events, { type: "session.finished", atMs: 0 }];
}

export function aSessionStart(
  changes: Partial<MediationEventOf<"session.started">> = {},
): MediationEventOf<"session.started"> {
  const facts = { name: "a trace", seed: 1, profile: "android-all-on", mode: "simulated" } as const;
  return {
    type: "session.started",
    atMs: 0,
    traceVersion: 2,
    fledglingVersion: "0.0.0",
    ...facts,
    sources: {},
    scenario: {},
    ...changes,
  };
}

/** An event of node alpha in the first request, unless said otherwise. */
export function ofNode<
  Type extends Extract<MediationEventType, `node${string}` | "late-fill.dropped">,
>(
  type: Type,
  facts: Omit<MediationEventOf<Type>, "type" | keyof typeof usualFacts> &
    Partial<typeof usualFacts>,
): MediationEventOf<Type> {
  return { type, ...usualFacts, ...facts } as unknown as MediationEventOf<Type>;
}

/** As `fledgling run --trace` writes it. */
export function toLines(events: readonly MediationEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

export const EXAMPLES = readdirSync("examples").filter((name) =>
  existsSync(`examples/${name}/scenario.yaml`),
);

export async function runExample(
  folder: string,
  options: Parameters<typeof runScenario>[1] = {},
): Promise<readonly MediationEvent[]> {
  const { events } = await runScenario(await loadScenario(`examples/${folder}`), options);
  return events;
}
