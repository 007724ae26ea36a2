import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { refreshDaily } from "../../../ad-server/performance/daily-refresh.ts";
import { aTempFolder } from "../../support/temp-folder.ts";
import { aSteppedClock } from "./a-stepped-clock.ts";

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

it("refreshes at each noon, UTC, and every ten minutes after one that failed", async () => {
  const clock = aClock("2026-11-22T12:00:00Z", 4);
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
    "2026-11-24T12:10:00.000Z",
    "2026-11-25T12:00:00.000Z",
  ]);
  expect(errors).toEqual([broken]);
});

/** What makes bids follow: a network whose reports are merged, a bid that goes by them, and what was paid yesterday. */
async function addFollowingBid(app: AdServer): Promise<void> {
  const bodies = [
    ["POST", "/mediated-networks", { ...coolAds, creative_custom_request_partner_id: 2 }],
    ["POST", "/mediated-bids", { ...followingBid, mediated_network_id: 1 }],
    ["PUT", "/payouts", paidYesterday],
  ] as const;
  for (const [method, url, payload] of bodies) await app.inject({ method, url, payload });
}

type AdServer = Awaited<ReturnType<typeof createAdServer>>;
const coolAds = { name: "coolads", is_data_integration_active: true };
const followingBid = {
  name: "follows",
  "line-item": { revenue_value: 2 },
  creative: { size: "320x50", uid: "1" },
  auto_bid_adjustments_enabled: true,
};
const paidYesterday = {
  date: "2026-11-21",
  network_id: "coolads",
  impressions: 1_000,
  revenue: 1,
};

it("has bids follow their networks' reports by the clock that the server is given", async () => {
  const clock = aSteppedClock("2026-11-22T08:00:00Z");
  const app = await createAdServer({}, { clock, nowMs: clock.nowMs });
  await addFollowingBid(app);

  await clock.passSleep();

  const bid = await app.inject({ url: "/mediated-bids/1" });
  expect(bid.json()).toMatchObject({
    "line-item": { revenue_value: 1 },
    last_modified: "2026-11-22 12:00:00",
  });
  await app.close();
});

it("says in its health and its log that bids cannot follow, until they can", async () => {
  const { path: data } = await aTempFolder();
  const clock = aSteppedClock("2026-11-22T08:00:00Z");
  const lines: string[] = [];
  const app = await createAdServer(
    {},
    { data, clock, nowMs: clock.nowMs, logLevel: "error", writeLog: (line) => lines.push(line) },
  );
  await addFollowingBid(app);
  const database = new DatabaseSync(`${data}/fledgling.db`);
  database.exec(
    "CREATE TRIGGER full BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'no room'); END",
  );
  const health: unknown[] = [];
  const look = async () => health.push((await app.inject({ url: "/health" })).json());

  await clock.passSleep();
  await look();
  await clock.passSleep();
  await look();
  database.exec("DROP TRIGGER full");
  database.close();
  await clock.passSleep();
  await look();

  const why =
    "The database cannot be written to: is its disk full, or another program at work on it?";
  const degraded = {
    status: "degraded",
    reasons: [{ what: "auto-cpm", since: "2026-11-22T12:00:00.000Z", why }],
  };
  expect(health).toEqual([degraded, degraded, { status: "ok" }]);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject(
    ["2026-11-22T12:00:00.000Z", "2026-11-22T12:10:00.000Z"].map((time) => ({
      level: "error",
      time,
      err: { type: "ERR_STORE_UNWRITABLE", message: expect.stringMatching(/no room/) },
      msg: "bids could not be made to follow their networks' reports",
    })),
  );
  await app.close();
});

it("begins with today's noon while it is still to come", async () => {
  const clock = aClock("2026-11-22T11:59:59.999Z", 1);
  const refreshedAt: number[] = [];
  const refresh = () => refreshedAt.push(clock.nowMs());

  await refreshDaily({ clock, refresh, onError: () => {} }, new AbortController().signal);

  expect(refreshedAt).toEqual([Date.parse("2026-11-22T12:00:00Z")]);
});
