import { expect, it } from "vitest";
import {
  createHistogramStore,
  type CountedEvent,
  type HistogramStore,
} from "../../../../sdk/device/filters/histogram-store.ts";
import { PROFILES } from "../../../../sdk/index.ts";

const view = { eventType: "view", adCounterKey: 7, buyer: "buyer.example", atMs: 0 } as const;

/** Counts events one after the other, a millisecond apart; gives how many made room each time any did. */
function insert(store: HistogramStore, events: readonly CountedEvent[]): readonly number[] {
  return events
    .map((event, index) => store.insert({ ...event, atMs: index }))
    .filter((evicted) => evicted > 0);
}

function ofBuyers(count: number, buyers: number): readonly CountedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    ...view,
    buyer: `buyer-${index % buyers}.example`,
  }));
}

it("trims a buyer's 1000 events to the 900 latest before it counts one more (spec: on-device 4.3, 5)", () => {
  const store = createHistogramStore(PROFILES.android);

  const whileFilling = insert(store, ofBuyers(1_000, 1));
  const buyer = "buyer-0.example";
  const evicted = store.insert({ ...view, buyer, atMs: 1_000 });

  expect([whileFilling, evicted]).toEqual([[], 100]);
  expect(store.countSince({ ...view, buyer, atMs: 0 })).toBe(901);
  expect(store.countSince({ ...view, buyer, atMs: 100 })).toBe(901);
});

it("leaves other buyers alone when one has too many (spec: on-device 4.3)", () => {
  const store = createHistogramStore(PROFILES.android);
  store.insert(view);

  insert(store, ofBuyers(1_001, 1));

  expect(store.countSince(view)).toBe(1);
});

it("trims all 10000 events to the 9500 latest before it counts one more (spec: on-device 4.3, 5)", () => {
  const store = createHistogramStore(PROFILES.android);

  const whileFilling = insert(store, ofBuyers(10_000, 20));
  const evicted = store.insert({ ...view, atMs: 10_000 });

  const oldest = { ...view, buyer: "buyer-0.example", atMs: 0 };
  expect([whileFilling, evicted]).toEqual([[], 500]);
  expect(store.countSince(oldest)).toBe(475);
  expect(store.countSince({ ...oldest, atMs: 500 })).toBe(475);
});

it("counts by type, key, buyer and audience, from an instant on (spec: on-device 2.3)", () => {
  const store = createHistogramStore(PROFILES.android);
  const audience = { owner: "com.example.game", name: "shoes" };
  const win = { ...view, eventType: "win", audience, atMs: 5 } as const;

  for (const event of [win, { ...win, atMs: 4 }, { ...view, atMs: 5 }]) store.insert(event);

  expect(
    [
      win,
      { ...win, atMs: 4 },
      { ...win, atMs: 6 },
      { ...win, adCounterKey: 8 },
      { ...win, buyer: "other.example" },
      { ...win, audience: { ...audience, name: "hats" } },
      { ...win, audience: { ...audience, owner: "com.example.other" } },
      view,
    ].map((wanted) => store.countSince(wanted)),
  ).toEqual([1, 2, 0, 0, 0, 0, 0, 1]);
});
