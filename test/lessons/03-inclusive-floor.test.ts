import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { loadScenario, replayTrace, runScenario, type KnobValues } from "../../simulator/index.ts";

const { events: original } = await runScenario(await loadScenario("examples/03-inclusive-floor"));

/** The seller's own script in place of the prebuilt one: it has > where that has >=. */
const STRICT = {
  "sellers.ssp.example.selectionLogic": "examples/03-inclusive-floor/scripts/strict-selection.js",
  "app.mediation.firstParty.selectionLogicUri": "https://ssp.example/selection-logic.js",
};

/** A price, and an offer that equals it, or is off by a cent, or by the least that a number can be off. */
const aPriceAndAnOffer = fc
  .tuple(
    fc.integer({ min: 2, max: 5_000 }),
    fc.constantFrom("equal", "a cent more", "a cent less", "a hair more", "a hair less"),
  )
  .map(([cents, relation]) => {
    const price = cents / 100;
    const offers = {
      equal: price,
      "a cent more": (cents + 1) / 100,
      "a cent less": (cents - 1) / 100,
      "a hair more": price * (1 + Number.EPSILON),
      "a hair less": price * (1 - Number.EPSILON / 2),
    };
    return { price, offer: offers[relation] };
  });

/** Drawn first, whatever else is. */
const examples: [{ price: number; offer: number }][] = [
  [{ price: 2.5, offer: 2.5 }],
  [{ price: 2.5, offer: 2.51 }],
  [{ price: 2.5, offer: 2.49 }],
];

async function replayWith(set: KnobValues): Promise<readonly MediationEvent[]> {
  const { run } = await replayTrace(original, { set });
  return run.events;
}

async function isPlaced(bid: number, price: number, set: KnobValues = {}) {
  const events = await replayWith({
    "device.customAudiences.0.ads.0.metadata.cpm": bid,
    "adServer.slots.equal.nodes.0.ecpmUsd": price,
    ...set,
  });
  return events.some(
    (event) => event.type === "chained-selection.placed" && event.requestId === "request-1",
  );
}

async function isFilled(pays: number, floor: number, set: KnobValues = {}) {
  const events = await replayWith({
    "network.alpha.cpm": pays,
    "adServer.slots.a-cent-above.nodes.0.floorCpmUsd": floor,
    ...set,
  });
  return events.some((event) => event.type === "node.filled" && event.requestId === "request-2");
}

it("places any bid before a node whose price it reaches, equal bids included, and no other", async () => {
  await fc.assert(
    fc.asyncProperty(aPriceAndAnOffer, async ({ price, offer }) => {
      expect(await isPlaced(offer, price)).toBe(offer >= price);
    }),
    { numRuns: 10, examples },
  );
});

it("takes any ad that pays its node's floor, and with an exclusive boundary only those above it", async () => {
  await fc.assert(
    fc.asyncProperty(aPriceAndAnOffer, async ({ price, offer }) => {
      const inclusive = await isFilled(offer, price);
      const exclusive = await isFilled(offer, price, { floorBoundary: "exclusive" });

      expect({ inclusive, exclusive }).toEqual({
        inclusive: offer >= price,
        exclusive: offer > price,
      });
    }),
    { numRuns: 8, examples },
  );
});

it("differs from the strict script at the boundary, and nowhere else", async () => {
  await fc.assert(
    fc.asyncProperty(aPriceAndAnOffer, async ({ price, offer }) => {
      const [shipped, strict] = [
        await isPlaced(offer, price),
        await isPlaced(offer, price, STRICT),
      ];

      expect(shipped !== strict).toBe(offer === price);
    }),
    { numRuns: 8, examples },
  );
});

it("compares sums as binary fractions: one of ten cents reaches its price, another does not", async () => {
  const reached = await isPlaced(0.1 + 0.2, 0.3);
  const missed = await isPlaced(0.7 + 0.1, 0.8);

  expect([reached, missed]).toEqual([true, false]);
});
