import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { LossNotice, Network, NetworkAdapter, WinNotice } from "../../sdk/adapter-kit.ts";
import type { AdRequestResult, MediationEvent, MediationOptionsInput } from "../../sdk/index.ts";
import { aMediation, anAdapter, type NodeInput } from "../support/a-mediation.ts";

const prices = fc.integer({ min: 0, max: 8 }).map((half) => half / 2);
const waits = fc.constantFrom(0, 20, 60, 120, 400);

/** One node of a random chain, with what can go wrong with signals, bids, ads and notices. */
interface DrawnNode {
  readonly ecpmUsd: number;
  readonly floorCpmUsd: number | undefined;
  readonly bids: boolean;
  readonly bidUsd: number;
  readonly fillUsd: number | undefined;
  readonly signalsMs: number;
  readonly bidMs: number;
  readonly loadMs: number;
  readonly signals: "none" | "works" | "throws" | "hangs";
  readonly bid: "works" | "none" | "throws" | "hangs" | "lies" | "secret" | "cannot" | "late";
  readonly load: "works" | "no-fill" | "throws" | "hangs" | "lies";
  readonly notice: "works" | "throws" | "rejects";
}

function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}

const drawnNode: fc.Arbitrary<DrawnNode> = fc.record({
  ecpmUsd: prices,
  floorCpmUsd: fc.option(prices, { nil: undefined, freq: 2 }),
  bids: fc.boolean(),
  bidUsd: prices,
  fillUsd: fc.option(prices, { nil: undefined }),
  signalsMs: waits,
  bidMs: waits,
  loadMs: waits,
  signals: mostly<DrawnNode["signals"]>("none", "works", "throws", "hangs"),
  bid: mostly<DrawnNode["bid"]>(
    "works",
    "none",
    "throws",
    "hangs",
    "lies",
    "secret",
    "cannot",
    "late",
  ),
  load: mostly<DrawnNode["load"]>("works", "no-fill", "throws", "hangs", "lies"),
  notice: mostly<DrawnNode["notice"]>("works", "throws", "rejects"),
});

const drawnChain = fc.array(drawnNode, { maxLength: 6 });

const hang = (): Promise<never> => new Promise(() => undefined);
const fail = (): never => {
  throw new Error("broken");
};

type Told = readonly [nodeId: string, notice: WinNotice | LossNotice];

/** An adapter that does what was drawn for it, and notes what it is told. */
function toAdapter(node: DrawnNode, id: string, told: Told[]): NetworkAdapter {
  const hear = (notice: WinNotice | LossNotice): void => {
    told.push([id, notice]);
    if (node.notice === "throws") fail();
    if (node.notice === "rejects") return Promise.reject(new Error("broken")) as never;
  };
  const base = anAdapter(id, fail);
  return {
    ...base,
    connect(options, environment) {
      const { clock } = environment;
      const after = async <T>(waitMs: number, value: T, signal?: AbortSignal): Promise<T> => {
        if (waitMs > 0) await clock.sleep(waitMs, signal);
        return value;
      };
      const network: Network = {
        ...base.connect(options, environment),
        ...(node.bid !== "cannot" && { requestBid: (_request, signal) => bid(signal) }),
        ...(node.signals !== "none" && { collectSignals: (_request, signal) => signals(signal) }),
        load: (_request, signal) => load(signal),
        onBidWon: hear,
        onBidLost: hear,
      };
      const SIGNALS = {
        none: fail,
        works: (signal: AbortSignal) =>
          after(node.signalsMs, { kind: "signals", signals: {} } as const, signal),
        throws: fail,
        hangs: hang,
      };
      const price = { kind: "bid", cpmUsd: node.bidUsd } as const;
      const BIDS = {
        works: (signal: AbortSignal) => after(node.bidMs, price, signal),
        none: async () => ({ kind: "no-bid", reason: "no demand" }) as const,
        throws: fail,
        hangs: hang,
        lies: async () => ({ kind: "bid", cpmUsd: "plenty" }) as never,
        secret: async () => ({ kind: "bid", adSelectionId: "-9" }) as const,
        cannot: fail,
        late: () => after(700, price),
      };
      const fill = {
        kind: "fill",
        renderUri: `https://${id}.example/ad`,
        cpmUsd: node.fillUsd,
      } as const;
      const LOADS = {
        works: (signal: AbortSignal) => after(node.loadMs, fill, signal),
        "no-fill": async () => ({ kind: "no-fill", reason: "no ad" }) as const,
        throws: fail,
        hangs: hang,
        lies: async () => ({ kind: "fill", renderUri: 7 }) as never,
      };
      const signals = SIGNALS[node.signals];
      const bid = BIDS[node.bid];
      const load = LOADS[node.load];
      return network;
    },
  };
}

const budgets = {
  nodeTimeoutMs: 150,
  totalTimeoutMs: 600,
  bidding: { signalsTimeoutMs: 100, bidTimeoutMs: 200 },
} as const;

const flows: fc.Arbitrary<MediationOptionsInput> = fc
  .record({
    flow: fc.constantFrom("programmatic" as const, "hybrid" as const),
    order: fc.constantFrom("waterfall-first" as const, "merged-by-price" as const),
    bidIsFloor: fc.boolean(),
    floorBoundary: fc.constantFrom("inclusive" as const, "exclusive" as const),
  })
  .map(({ flow, order, bidIsFloor, floorBoundary }) => ({
    ...budgets,
    flow,
    floorBoundary,
    hybrid: { order, bidIsFloor },
  }));

interface Ran {
  readonly result: AdRequestResult;
  readonly events: readonly MediationEvent[];
  readonly told: readonly Told[];
  readonly tookMs: number;
}

async function run(nodes: readonly DrawnNode[], mediation: MediationOptionsInput): Promise<Ran> {
  const told: Told[] = [];
  const ids = nodes.map((_node, index) => `n${index}`);
  const { requestAd, events, clock } = await aMediation({
    adapters: nodes.map((node, index) => toAdapter(node, `n${index}`, told)),
    nodes: nodes.map(({ ecpmUsd, floorCpmUsd, bids }, index): NodeInput => {
      const nodeId = ids[index] ?? "";
      return { nodeId, ecpmUsd, bids, ...(floorCpmUsd !== undefined && { floorCpmUsd }) };
    }),
    mediation,
  });
  const result = await requestAd();
  const tookMs = clock.elapsedMs();
  await clock.sleep(2_000); // whatever comes late comes now
  return { result, events, told, tookMs };
}

function winnerOf({ result }: Ran): string | undefined {
  return result.kind === "filled" ? result.ad.nodeId : undefined;
}

it("ends every request exactly once and in time, whatever networks do", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, flows, async (nodes, mediation) => {
      const { events, tookMs } = await run(nodes, mediation);

      const ends = events.filter(({ type }) => type === "request.finished");
      const ads = events.filter(({ type }) => type === "ad.selected");
      const biddings = ["bidding.started", "bidding.finished"].map(
        (each) => events.filter(({ type }) => type === each).length,
      );
      expect([ends.length, ads.length <= 1]).toEqual([1, true]);
      expect(biddings[1]).toBe(biddings[0]);
      expect(tookMs).toBeLessThanOrEqual(budgets.totalTimeoutMs);
    }),
    { numRuns: 150 },
  );
});

it("has exactly one line in the ledger for each node that lost, and none for the winner", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, flows, async (nodes, mediation) => {
      const ran = await run(nodes, mediation);

      const lines = ran.result.ledger.filter(({ subject }) => subject.startsWith("node "));
      const losers = nodes.map((_node, index) => `n${index}`).filter((id) => id !== winnerOf(ran));
      expect(lines.map(({ nodeId = "" }) => nodeId).toSorted()).toEqual(losers);
      expect(lines.every(({ detail }) => detail.length > 3)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

it("tells everybody who bid in time once, the winner that it won and nobody else", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, flows, async (nodes, mediation) => {
      const ran = await run(nodes, mediation);

      const bidders = ran.events.flatMap((event) =>
        event.type === "node-bid.received" ? [event.nodeId] : [],
      );
      const won = ran.told.filter(([, notice]) => !("lossReason" in notice)).map(([id]) => id);
      expect(ran.told.map(([id]) => id).toSorted()).toEqual(bidders.toSorted());
      expect(won).toEqual(bidders.filter((id) => id === winnerOf(ran)));
    }),
    { numRuns: 150 },
  );
});

/** Valid bids that a node was told lost against another's price. */
function outbidPrices({ events }: Ran): readonly number[] {
  return events.flatMap((event) =>
    event.type === "node.outbid" && event.bidCpmUsd !== undefined ? [event.bidCpmUsd] : [],
  );
}

it("never lets a lower price win than a valid bid that lost, in programmatic", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, async (nodes) => {
      const ran = await run(nodes, { ...budgets, flow: "programmatic" });
      fc.pre(ran.result.kind === "filled");

      const paid = ran.result.kind === "filled" ? ran.result.ad.cpmUsd : undefined;
      expect(Math.max(0, ...outbidPrices(ran))).toBeLessThanOrEqual(paid ?? 0);
    }),
    { numRuns: 100 },
  );
});

it("never shows an ad under its node's floor or under its own bid", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, flows, async (nodes, mediation) => {
      const ran = await run(nodes, mediation);
      const { result } = ran;
      fc.pre(result.kind === "filled" && result.ad.cpmUsd !== undefined);

      const node = nodes[Number(winnerOf(ran)?.slice(1))];
      const started = ran.events.find(
        (event) => event.type === "node.filled" && event.nodeId === winnerOf(ran),
      );
      const bid = started?.type === "node.filled" ? started.bidCpmUsd : undefined;
      const paid = result.kind === "filled" ? result.ad.cpmUsd : undefined;
      expect(paid).toBeGreaterThanOrEqual(Math.max(node?.floorCpmUsd ?? 0, bid ?? 0));
    }),
    { numRuns: 150 },
  );
});

it("changes neither winner nor price when a bid that lost is removed, in programmatic", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, fc.nat(), async (nodes, pick) => {
      const honest = nodes.map((node) => ({ ...node, load: "works" as const, fillUsd: undefined }));
      const mediation = {
        ...budgets,
        totalTimeoutMs: 5_000,
        nodeTimeoutMs: 500,
        flow: "programmatic",
      } as const;
      const whole = await run(honest, mediation);
      const winner = Number(winnerOf(whole)?.slice(1) ?? -1);
      fc.pre(whole.result.kind === "filled" && honest.length > 1);
      const removed = (winner + 1 + (pick % (honest.length - 1))) % honest.length;

      const without = await run(honest.toSpliced(removed, 1), mediation);

      const place = removed < winner ? winner - 1 : winner;
      expect(winnerOf(without)).toBe(`n${place}`);
      expect(without.result).toMatchObject({
        ad: { cpmUsd: whole.result.kind === "filled" ? whole.result.ad.cpmUsd : undefined },
      });
    }),
    { numRuns: 80 },
  );
});

it("takes the best of all fills it has seen in merged-by-price, and tells the others", async () => {
  const mediation = { ...budgets, flow: "hybrid", hybrid: { order: "merged-by-price" } } as const;
  await fc.assert(
    fc.asyncProperty(drawnChain, async (nodes) => {
      const honest = nodes.map((node): DrawnNode => {
        const fillUsd = node.bids ? undefined : node.fillUsd;
        return { ...node, fillUsd, signals: "none", bid: "works", load: "works", loadMs: 0 };
      });
      const ran = await run(honest, mediation);
      const fills = ran.events.filter((event) => event.type === "node.filled");
      fc.pre(fills.length > 1);

      const paid = fills.map(({ cpmUsd, ecpmUsd }) => cpmUsd ?? ecpmUsd);
      const best = fills.findIndex(({ nodeId }) => nodeId === winnerOf(ran));
      const outbid = ran.events.flatMap((event) =>
        event.type === "node.outbid" && event.rule === "fill-lower" ? [event.nodeId] : [],
      );
      expect(paid[best]).toBe(Math.max(...paid));
      expect(outbid.toSorted()).toEqual(
        fills
          .map(({ nodeId }) => nodeId)
          .filter((id) => id !== winnerOf(ran))
          .toSorted(),
      );
    }),
    { numRuns: 40 },
  );
});

it("tells the same story twice", async () => {
  await fc.assert(
    fc.asyncProperty(drawnChain, flows, async (nodes, mediation) => {
      const [one, other] = [await run(nodes, mediation), await run(nodes, mediation)];

      expect(JSON.stringify(other.events)).toBe(JSON.stringify(one.events));
    }),
    { numRuns: 50 },
  );
});
