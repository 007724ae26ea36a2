import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { refreshDaily } from "../../../ad-server/performance/daily-refresh.ts";

/** A clock on which every sleep is over at once; the one after `lastSleep` is cut short. */
function aClock(startsAt: string, lastSleep: number) {
  let nowMs = Date.parse(startsAt);
  let sleeps = 0;
  return {
    nowMs: () => nowMs,
    async sleepInBackground(durationMs: number) {
      if (sleeps === lastSleep) throw new Error("stopped");
      sleeps += 1;
      nowMs += durationMs;
    },
  };
}

it("refreshes at each noon, UTC, and goes on after a day that failed", async () => {
  const clock = aClock("2026-11-22T12:00:00Z", 3);
  const refreshedAt: string[] = [];
  const errors: unknown[] = [];
  const broken = new Error("the disk is full");

  await refreshDaily(
    {
      clock,
      refresh() {
        refreshedAt.push(new Date(clock.nowMs()).toISOString());
        if (refreshedAt.length === 2) throw broken;
      },
      onError: (error) => errors.push(error),
    },
    new AbortController().signal,
  );

  expect(refreshedAt).toEqual([
    "2026-11-23T12:00:00.000Z",
    "2026-11-24T12:00:00.000Z",
    "2026-11-25T12:00:00.000Z",
  ]);
  expect(errors).toEqual([broken]);
});

it("has bids follow their networks' reports by the clock that the server is given", async () => {
  const asleep = Promise.withResolvers<void>();
  const noon = Promise.withResolvers<void>();
  let nowMs = Date.parse("2026-11-22T08:00:00Z");
  let sleeps = 0;
  const clock = {
    nowMs: () => nowMs,
    async sleepInBackground(durationMs: number) {
      sleeps += 1;
      if (sleeps === 2) asleep.resolve();
      if (sleeps > 1) return await new Promise<void>(() => {});
      await noon.promise;
      nowMs += durationMs;
    },
  };
  const app = await createAdServer({}, { clock, nowMs: clock.nowMs });
  await app.inject({
    method: "POST",
    url: "/mediated-networks",
    payload: {
      name: "coolads",
      creative_custom_request_partner_id: 2,
      is_data_integration_active: true,
    },
  });
  await app.inject({
    method: "POST",
    url: "/mediated-bids",
    payload: {
      name: "follows",
      mediated_network_id: 1,
      "line-item": { revenue_value: 2 },
      creative: { size: "320x50", uid: "1" },
      auto_bid_adjustments_enabled: true,
    },
  });
  const payload = { date: "2026-11-21", network_id: "coolads", impressions: 1_000, revenue: 1 };
  await app.inject({ method: "PUT", url: "/payouts", payload });

  noon.resolve();
  await asleep.promise;

  const bid = await app.inject({ url: "/mediated-bids/1" });
  expect(bid.json()).toMatchObject({
    "line-item": { revenue_value: 1 },
    last_modified: "2026-11-22 12:00:00",
  });
  await app.close();
});

it("begins with today's noon while it is still to come", async () => {
  const clock = aClock("2026-11-22T11:59:59.999Z", 1);
  const refreshedAt: number[] = [];
  const refresh = () => refreshedAt.push(clock.nowMs());

  await refreshDaily({ clock, refresh, onError: () => {} }, new AbortController().signal);

  expect(refreshedAt).toEqual([Date.parse("2026-11-22T12:00:00Z")]);
});
