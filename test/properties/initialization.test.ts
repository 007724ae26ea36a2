import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { LoadResult, Network, NetworkAdapter } from "../../sdk/adapter-kit.ts";
import type { AdRequestResult, MediationEvent, MediationOptionsInput } from "../../sdk/index.ts";
import { aMediation, anAdapter } from "../support/a-mediation.ts";

const waits = fc.constantFrom(0, 20, 60, 120, 400);

type Try = "works" | "late" | "errs" | "throws" | "hangs" | "lies" | "does-not-apply";

/** One random network: what its first, second and third initialization come to, and then its ads. */
interface DrawnNetwork {
  readonly tries: readonly Try[];
  readonly initializeMs: number;
  readonly loadMs: number;
  readonly load: "works" | "no-fill" | "throws" | "hangs" | "late";
  readonly bids: boolean;
}

const drawnNetwork: fc.Arbitrary<DrawnNetwork> = fc.record({
  tries: fc.array(
    fc.constantFrom<Try[]>("works", "late", "errs", "throws", "hangs", "lies", "does-not-apply"),
    { minLength: 3, maxLength: 3 },
  ),
  initializeMs: waits,
  loadMs: waits,
  load: fc.constantFrom("works", "no-fill", "throws", "hangs", "late"),
  bids: fc.boolean(),
});

/** What a network lived through. */
interface Diary {
  readonly initializedAt: number[];
  readyAtMs: number;
  /** Questions before it was ready. */
  early: number;
}

const hang = (): Promise<never> => new Promise(() => undefined);
const fail = (): never => {
  throw new Error("broken");
};

/** An adapter that does what was drawn for it, and keeps a diary. */
function toAdapter(drawn: DrawnNetwork, id: string, diary: Diary): NetworkAdapter {
  const base = anAdapter(id, fail);
  return {
    ...base,
    connect(options, environment) {
      const { clock } = environment;
      const after = async <T>(waitMs: number, value: T): Promise<T> => {
        if (waitMs > 0) await clock.sleep(waitMs);
        return value;
      };
      const ready = async (waitMs: number) => {
        await after(waitMs, undefined);
        diary.readyAtMs = Math.min(diary.readyAtMs, clock.elapsedMs());
        return { kind: "initialized" } as const;
      };
      const broken = { kind: "error", error: { code: "1", message: "broken" } } as const;
      const TRIES = {
        works: () => ready(drawn.initializeMs),
        late: () => ready(300),
        errs: () => after(drawn.initializeMs, broken),
        throws: fail,
        hangs: hang,
        lies: async () => ({ kind: "perhaps" }) as never,
        "does-not-apply": async () => ({ kind: "does-not-apply", reason: "not here" }) as const,
      };
      const fill = { kind: "fill", renderUri: `https://${id}.example/ad`, cpmUsd: 1 } as const;
      const LOADS = {
        works: () => after(drawn.loadMs, fill),
        "no-fill": async () => ({ kind: "no-fill", reason: "no ad" }) as const,
        throws: fail,
        hangs: hang,
        late: () => after(400, fill),
      };
      const whenReady = <T>(answer: () => Promise<T>): Promise<T> => {
        if (diary.readyAtMs === Infinity) diary.early += 1;
        return answer();
      };
      const network: Network = {
        ...base.connect(options, environment),
        initialize() {
          const outcome = drawn.tries[diary.initializedAt.length] ?? "works";
          diary.initializedAt.push(clock.elapsedMs());
          return TRIES[outcome]();
        },
        load: () => whenReady<LoadResult>(LOADS[drawn.load]),
        ...(drawn.bids && {
          requestBid: () => whenReady(async () => ({ kind: "bid", cpmUsd: 1 }) as const),
        }),
      };
      return network;
    },
  };
}

const mediations: fc.Arbitrary<MediationOptionsInput> = fc
  .record({
    flow: fc.constantFrom("waterfall" as const, "programmatic" as const, "hybrid" as const),
    order: fc.constantFrom("waterfall-first" as const, "merged-by-price" as const),
    lateAnswers: fc.constantFrom("discard" as const, "cache" as const),
  })
  .map(({ flow, order, lateAnswers }) => ({
    flow,
    lateAnswers,
    hybrid: { order },
    initializeTimeoutMs: 100,
    nodeTimeoutMs: 150,
    totalTimeoutMs: 500,
  }));

interface Ran {
  readonly results: readonly AdRequestResult[];
  readonly events: readonly MediationEvent[];
  readonly diaries: readonly Diary[];
}

/** Two requests at the same time, and one a while later. */
async function run(
  networks: readonly DrawnNetwork[],
  nodes: readonly number[],
  mediation: MediationOptionsInput,
): Promise<Ran> {
  const diaries = networks.map(() => ({ initializedAt: [], readyAtMs: Infinity, early: 0 }));
  const adapters = networks.map((drawn, index) =>
    toAdapter(drawn, `n-${index}`, diaries[index] ?? fail()),
  );
  const chain = nodes.map((index, place) => {
    const networkId = `n-${index % networks.length}`;
    const bids = networks[index % networks.length]?.bids ?? false;
    return { nodeId: `node-${place}`, networkId, adapter: networkId, bids };
  });
  const { requestAd, events, clock } = await aMediation({ adapters, nodes: chain, mediation });
  const together = await Promise.all([requestAd(), requestAd()]);
  await clock.sleep(1_000);
  const results = [...together, await requestAd()];
  await clock.sleep(1_000);
  return { results, events, diaries };
}

const drawnRun = [
  fc.array(drawnNetwork, { minLength: 1, maxLength: 3 }),
  fc.array(fc.nat(5), { maxLength: 6 }),
  mediations,
] as const;

/** The last of the events that end a node's turn, and how many there are; a fill may be outbid. */
function endingsOf(events: readonly MediationEvent[], requestId: string, nodeId: string): number {
  const endings = events.filter(
    (event) =>
      /^node\.(filled|unfilled|timed-out|failed|skipped|unreached|outbid)$/.test(event.type) &&
      "nodeId" in event &&
      event.nodeId === nodeId &&
      "requestId" in event &&
      event.requestId === requestId,
  );
  const isOutbid = endings.some(({ type }) => type === "node.outbid");
  return endings.filter(({ type }) => !isOutbid || type !== "node.filled").length;
}

it("ends every request within its time, whatever initializations do", async () => {
  await fc.assert(
    fc.asyncProperty(...drawnRun, async (networks, nodes, mediation) => {
      const { events } = await run(networks, nodes, mediation);

      const latencies = events.flatMap((event) =>
        event.type === "request.finished" ? [event.latencyMs] : [],
      );
      expect(latencies).toHaveLength(3);
      expect(Math.max(...latencies)).toBeLessThanOrEqual(500);
    }),
  );
});

it("ends the turn of every node exactly once", async () => {
  await fc.assert(
    fc.asyncProperty(...drawnRun, async (networks, nodes, mediation) => {
      const { events, results } = await run(networks, nodes, mediation);

      const endings = results.flatMap(({ requestId }) =>
        nodes.map((_network, place) => endingsOf(events, requestId, `node-${place}`)),
      );
      expect(endings).toEqual(endings.map(() => 1));
    }),
  );
});

it("initializes a network at most once for a request, and never again once it is ready", async () => {
  await fc.assert(
    fc.asyncProperty(...drawnRun, async (networks, nodes, mediation) => {
      const { diaries } = await run(networks, nodes, mediation);

      for (const { initializedAt, readyAtMs } of diaries) {
        // Two requests at the same time share a try, or begin one each after a try that failed at once.
        expect(initializedAt.length).toBeLessThanOrEqual(3);
        expect(initializedAt.filter((atMs) => atMs > readyAtMs)).toEqual([]);
      }
    }),
  );
});

it("asks no network anything before it is ready", async () => {
  await fc.assert(
    fc.asyncProperty(...drawnRun, async (networks, nodes, mediation) => {
      const { diaries } = await run(networks, nodes, mediation);

      expect(diaries.map(({ early }) => early)).toEqual(diaries.map(() => 0));
    }),
  );
});
