import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createFilterStores } from "../../sdk/device/filters/filter-stores.ts";
import { findObstacle } from "../../sdk/device/filters/find-obstacle.ts";
import { AD_COUNTER_EVENTS } from "../../sdk/model/ad-filters.ts";
import { PROFILES } from "../../sdk/index.ts";

/** Few values of each kind, so that events and caps often meet. */
const eventType = fc.constantFrom(...AD_COUNTER_EVENTS);
const adCounterKey = fc.integer({ min: 1, max: 2 });
const buyer = fc.constantFrom("buyer.example", "other.example");
const audience = fc.record({
  owner: fc.constantFrom("com.example.game", "com.example.other"),
  name: fc.constantFrom("shoes", "hats"),
});
const atMs = fc.integer({ min: 0, max: 20_000 });

const counted = fc
  .record({ eventType, adCounterKey, buyer, audience, atMs })
  .map(({ audience: winner, ...event }) =>
    event.eventType === "win" ? { ...event, audience: winner } : event,
  );
const cap = fc.record({
  eventType,
  adCounterKey,
  maxCount: fc.integer({ min: 1, max: 4 }),
  intervalMs: fc.integer({ min: 1, max: 15 }).map((seconds) => seconds * 1_000),
});
const holder = fc.oneof(fc.record({ buyer, audience }), fc.record({ buyer }));

it("keeps an ad out if and only if the events of a cap, from now minus its interval on, have reached its count (spec: on-device 2.3)", () => {
  const drawn = fc.record({
    events: fc.array(counted, { maxLength: 30 }),
    caps: fc.array(cap, { maxLength: 3 }),
    holder,
    nowMs: fc.integer({ min: 10_000, max: 30_000 }),
  });

  fc.assert(
    fc.property(drawn, ({ events, caps, holder: whose, nowMs }) => {
      const stores = createFilterStores(PROFILES["android-all-on"]);
      for (const event of events) stores.histogram.insert(event);
      const frequencyCap = Object.groupBy(caps, (each) => each.eventType);

      const obstacle = findObstacle(stores, { frequencyCap }, { holder: whose, nowMs });

      const isReached = caps.some(({ maxCount, intervalMs, ...of }) => {
        const audienceOf = (one: object) => JSON.stringify("audience" in one ? one.audience : null);
        if (of.eventType === "win" && !("audience" in whose)) return false;
        const inWindow = events
          .filter((event) => event.eventType === of.eventType)
          .filter((event) => event.adCounterKey === of.adCounterKey && event.buyer === whose.buyer)
          .filter((event) => of.eventType !== "win" || audienceOf(event) === audienceOf(whose))
          .filter((event) => nowMs - event.atMs <= intervalMs);
        return inWindow.length >= maxCount;
      });
      expect(obstacle !== undefined).toBe(isReached);
    }),
    { numRuns: 2_000 },
  );
});
