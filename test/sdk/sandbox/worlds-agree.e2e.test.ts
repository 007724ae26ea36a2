import { loadScenario, runScenario } from "fledgling/simulator";
import { expect, it, onTestFinished } from "vitest";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { EXAMPLES, SCENARIO_EXAMPLES } from "../../support/example-scenarios.ts";

/** Every event of an example, by an own sandbox, twice: worlds that live on have been used by then. */
async function tracesOf(name: string, worlds: "fresh" | "living"): Promise<readonly string[]> {
  const sandbox = createIsolateSandbox({ worlds });
  onTestFinished(() => sandbox.dispose());
  const loaded = await loadScenario(name, { cwd: EXAMPLES });
  const traces: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    const { events } = await runScenario(loaded, { withBodies: true, sandbox });
    // Where a script ran is the one thing that may differ.
    traces.push(...events.map((event) => JSON.stringify({ ...event, freshBecause: undefined })));
  }
  return traces;
}

it.each(SCENARIO_EXAMPLES)(
  "tells %s the same in worlds that live on as in fresh ones",
  async (name) => {
    expect(await tracesOf(name, "living")).toEqual(await tracesOf(name, "fresh"));
  },
);
