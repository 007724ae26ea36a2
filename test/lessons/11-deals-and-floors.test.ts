import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createAdServer } from "../../ad-server/index.ts";
import { loadScenario, replayTrace, runScenario, type KnobValues } from "../../simulator/index.ts";

const loaded = await loadScenario("examples/11-deals-and-floors");
const { events: original } = await runScenario(loaded);

/** Whose ad each slot's request got, and what it pays; undefined where nobody reached a floor. */
async function sell(set: KnobValues) {
  const { run } = await replayTrace(original, { set });
  const sold = run.events.flatMap((event) => {
    if (event.type !== "request.started") return [];
    const { requestId, slotId } = event;
    const fills = run.events.filter((each) => each.type === "node.filled");
    const fill = fills.find((each) => each.requestId === requestId);
    return [[slotId, fill && `${fill.nodeId} ${fill.cpmUsd}`] as const];
  });
  return Object.fromEntries(sold);
}

const anyCpm = fc.integer({ min: 0, max: 999 }).map((cents) => cents / 100);

interface Standing {
  readonly name: string;
  readonly cpm: number;
  readonly isIn: boolean;
}

/** The highest of those that are in, where no two bid the same. */
function best(standings: readonly Standing[]): Standing | undefined {
  return standings.filter(({ isIn }) => isIn).toSorted((one, other) => other.cpm - one.cpm)[0];
}

const told = (winner: Standing | undefined) => winner && `${winner.name} ${winner.cpm}`;

it("ends each bid by the rule that the page says", async () => {
  const { networks, adServer } = loaded.scenario;
  const { slots, platform } = adServer;
  const server = await createAdServer({ networks, slots, ...(platform && { platform }) });
  const ends: unknown[] = [];
  for (const [index, slotId] of Object.keys(slots).entries()) {
    const payload = { appId: "com.example.skyhopper", slotId, format: "banner" };
    await server.inject({ method: "POST", url: "/contextual", payload });
    const { bids } = (await server.inject(`/auctions/auction-${index + 1}`)).json<Auction>();
    const inIt = bids.filter(({ rule }) => rule !== "targeting-missed");
    const tell = ({ bidId, floor, rule = "wins" }: Auction["bids"][number]) =>
      `${bidId}: ${floor.source} ${floor.cpmUsd}, ${rule}`;
    ends.push([slotId, inIt.map(tell)]);
  }
  await server.close();

  expect(ends).toEqual([
    [
      "level-end",
      [
        "travel-vip: deal-ask 3.5, wins",
        "shoes-regular: deal-ask 4.5, lower-deal-priority",
        "toys-level-end: none 0, private-auction-decided",
      ],
    ],
    ["shop", ["travel-discount: deal-ask 1, wins", "toys-shop: yield-rule 2, below-yield-floor"]],
    ["home", ["travel-flat-rate: deal-ask 3.5, outranked", "toys-home: none 0, wins"]],
  ]);
});

interface Auction {
  readonly bids: readonly {
    readonly bidId: string;
    readonly floor: { readonly source: string; readonly cpmUsd: number };
    readonly rule?: string;
  }[];
}

it("lets private deals that reach their asks choose by priority, then by price, and else everybody (spec: monetize 3.3, 3.4)", async () => {
  const anyPriority = fc.integer({ min: 1, max: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.record({ vipAsk: anyCpm, vip: anyPriority, regularAsk: anyCpm, regular: anyPriority }),
      async ({ vipAsk, vip, regularAsk, regular }) => {
        const { "level-end": sold } = await sell({
          "adServer.platform.deals.0.ask_price": vipAsk,
          "adServer.platform.deals.0.priority": vip,
          "adServer.platform.deals.1.ask_price": regularAsk,
          "adServer.platform.deals.1.priority": regular,
        });

        const isVipIn = vipAsk <= 3.75;
        const isRegularIn = regularAsk <= 5;
        const winner = best([
          { name: "travel-vip", cpm: 3.75, isIn: isVipIn && !(isRegularIn && regular > vip) },
          { name: "shoes-regular", cpm: 5, isIn: isRegularIn && !(isVipIn && vip > regular) },
        ]) ?? { name: "toys-level-end", cpm: 7, isIn: true };
        expect(sold).toBe(told(winner));
      },
    ),
    { numRuns: 10 },
  );
});

it("holds a bid on a deal against its ask alone, and all others against the yield rule (seed: deal auctions, yield management rules)", async () => {
  await fc.assert(
    fc.asyncProperty(anyCpm, anyCpm, anyCpm, async (ask, deal, open) => {
      fc.pre(deal !== open);
      const { shop } = await sell({
        "adServer.platform.deals.2.ask_price": ask,
        "node.travel-discount.ecpm": deal,
        "node.toys-shop.ecpm": open,
      });

      const winner = best([
        { name: "travel-discount", cpm: deal, isIn: deal >= ask },
        { name: "toys-shop", cpm: open, isIn: open >= 2 },
      ]);
      expect(shop).toBe(told(winner));
    }),
    { numRuns: 10 },
  );
});

it("ranks a bid on a fixed price at that price, which it pays (seed: deal auctions, fixed price deals)", async () => {
  await fc.assert(
    fc.asyncProperty(anyCpm, anyCpm, async (deal, open) => {
      fc.pre(open !== 3.5);
      const { home } = await sell({
        "node.travel-flat-rate.ecpm": deal,
        "node.toys-home.ecpm": open,
      });

      const winner = best([
        { name: "travel-flat-rate", cpm: 3.5, isIn: deal >= 3.5 },
        { name: "toys-home", cpm: open, isIn: true },
      ]);
      expect(home).toBe(told(winner));
    }),
    { numRuns: 10 },
  );
});

it.each<readonly [floors: string, set: KnobValues, sold: string | undefined]>([
  ["the yield rule's", {}, undefined],
  ["the yield rule's, above the request's", { "steps.2.reserveCpmUsd": 1 }, undefined],
  ["the request's, where the rule is off", { ...noRule(), "steps.2.reserveCpmUsd": 1.7 }, "1.75"],
  ["the request's, above the slot's", { ...noRule(), "steps.2.reserveCpmUsd": 1.8 }, undefined],
  ["the slot's", noRule(), "1.75"],
])(
  "has toys meet the first floor there is on shop: %s (spec: monetize 3.5)",
  async (_floors, set, sold) => {
    const alone = { "node.travel-discount.off": true };

    const { shop } = await sell({ ...alone, ...set });

    expect(shop).toBe(sold && `toys-shop ${sold}`);
  },
);

function noRule() {
  return { "adServer.platform.yield_rules.0.active": false };
}

it("moves ranks by a bias, those of deals too, and not what is paid (spec: monetize 3.8)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -50, max: 50 }), async (percent) => {
      const { home } = await sell({
        "adServer.platform.biases.0.active": true,
        "adServer.platform.biases.0.percent": percent,
      });

      expect(home).toBe(3.5 * (100 + percent) > 375 ? "travel-flat-rate 3.5" : "toys-home 3.75");
    }),
    { numRuns: 10 },
  );
});
