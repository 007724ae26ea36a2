import { Worker } from "node:worker_threads";
import { expect, it, onTestFinished } from "vitest";
import { MediationEventSchema, type MediationEvent } from "../../sdk/index.ts";
import {
  loadScenario,
  runScenario,
  type LoadedScenario,
  type SessionOptions,
} from "../../simulator/index.ts";
import { aWaterfall, runInline } from "../support/a-waterfall.ts";

/** The first party, four networks, a timeout, reports: everything the trace can hold. */
async function loadFlagship(): Promise<LoadedScenario> {
  return loadScenario("examples/01-waterfall");
}

async function traceOf(loaded: LoadedScenario, options?: SessionOptions): Promise<string> {
  return toLines((await runScenario(loaded, options)).events);
}

function toLines(events: readonly MediationEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join("\n");
}

/** Takes all the time that one core has, until the test is over. */
function burnCpu(): void {
  const worker = new Worker("for (;;);", { eval: true });
  onTestFinished(async () => {
    await worker.terminate();
  });
}

it("tells the same story, byte for byte, twenty times", async () => {
  const loaded = await loadFlagship();
  const traces = new Set<string>();

  for (let run = 0; run < 20; run += 1) traces.add(await traceOf(loaded));

  expect(traces.size).toBe(1);
}, 30_000);

it("tells the same story on a machine that is busy with something else", async () => {
  const loaded = await loadFlagship();
  const quiet = await traceOf(loaded);

  burnCpu();
  burnCpu();
  const busy = new Set<string>();
  for (let run = 0; run < 4; run += 1) busy.add(await traceOf(loaded));

  expect([...busy]).toEqual([quiet]);
}, 30_000);

it("tells the same story when several runs share the machine and the process", async () => {
  const loaded = await loadFlagship();
  const alone = await traceOf(loaded);

  const together = await Promise.all([1, 2, 3, 4].map(() => traceOf(loaded)));

  expect(new Set(together)).toEqual(new Set([alone]));
});

it("gives another seed other ids, and changes nothing that has no luck in it", async () => {
  const loaded = await loadFlagship();

  const one = await traceOf(loaded, { seed: 7 });
  const other = await traceOf(loaded, { seed: 8 });

  expect(other).not.toBe(one);
  expect(withoutLuck(other)).toBe(withoutLuck(one));
});

/** Ad selection ids are drawn; hashes of what scripts are told contain them. */
function withoutLuck(trace: string): string {
  return trace
    .replaceAll(/"-\d{5,}"/g, '"id"')
    .replaceAll(/"(arguments|result)Hash":"\w+"/g, '"hash":""')
    .replaceAll(/"seed":\d+/g, '"seed":0');
}

it("draws differently with another seed where a network's fill is luck", async () => {
  const scenario = aWaterfall({
    nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
    networks: { alpha: { adapter: "fixed-price", options: { cpmUsd: 1, fillRate: 0.5 } } },
    scenario: { steps: Array.from({ length: 12 }, () => ({ request: "level-end" })) },
  });
  const fills = async (seed: number) => {
    const { requests } = await runInline(scenario, { seed });
    return requests.map(({ result }) => result.kind).join();
  };

  const [one, again, other] = [await fills(1), await fills(1), await fills(2)];

  expect(again).toBe(one);
  expect(other).not.toBe(one);
});

it("writes a trace that its own schema accepts, from the first line to the last", async () => {
  const { events } = await runScenario(await loadFlagship());

  for (const event of events) {
    expect(MediationEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(
      JSON.parse(JSON.stringify(event)),
    );
  }
  expect(events[0]).toEqual({
    type: "session.started",
    atMs: 0,
    traceVersion: 2,
    fledglingVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
    name: "waterfall",
    seed: 7,
    profile: "android-all-on",
    mode: "simulated",
    sources: expect.objectContaining({
      "https://ssp.example/decision-logic.js": expect.stringMatching(/scripts\/seller\.js$/),
    }),
    scenario: expect.objectContaining({ version: 1, seed: 7, device: expect.anything() }),
  });
  expect(events.at(-1)).toMatchObject({ type: "session.finished" });
});

it("never lets time go back in the trace", async () => {
  const { events } = await runScenario(await loadFlagship());

  const times = events.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

it("takes no real time for virtual time: a day of waiting is over at once", async () => {
  const before = performance.now();

  const run = await runInline(
    aWaterfall({ scenario: { steps: [{ request: "level-end" }, { advance: "30d" }] } }),
  );

  expect(run.events.at(-1)?.atMs).toBeGreaterThan(30 * 86_400_000);
  expect(performance.now() - before).toBeLessThan(5_000);
});

it("adds what scripts were told and said only when it is asked for bodies", async () => {
  const loaded = await loadFlagship();
  const bodies = async (withBodies: boolean) => {
    const { events } = await runScenario(loaded, { withBodies });
    return events.filter((event) => "arguments" in event && event.arguments !== undefined).length;
  };

  expect(await bodies(false)).toBe(0);
  expect(await bodies(true)).toBeGreaterThan(5);
});

it("does not keep what goes on after its end: a network that answers later is not in the trace", async () => {
  const run = await runInline(
    aWaterfall({
      nodes: [{ networkId: "alpha", ecpmUsd: 1, timeoutMs: 50 }],
      networks: { alpha: { adapter: "fixed-price", options: { cpmUsd: 1, latencyMs: 5_000 } } },
    }),
  );
  const told = run.events.length;

  await new Promise((resolve) => setTimeout(resolve, 5));

  expect(run.events).toHaveLength(told);
  expect(run.events.at(-1)).toEqual({ type: "session.finished", atMs: 70 });
});

it("has the ledger of its requests, and the lines of what nobody waited for", async () => {
  const run = await runScenario(await loadFlagship());

  const ofRequests = run.requests.flatMap(({ result }) => result.ledger);
  expect(run.ledger.slice(0, ofRequests.length)).toEqual(ofRequests);
  expect(run.ledger.slice(ofRequests.length)).toMatchObject([
    {
      nodeId: "beta",
      rule: "selection-abandoned",
      subject: "ad https://travel.example/ads/azores",
    },
  ]);
});
