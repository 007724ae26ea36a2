import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { aTempFolder } from "../../support/temp-folder.ts";
import { aClient, anEvent, events, lineOf } from "./a-performance.ts";

/** CoolAds bid 2.00 and won 1,000 times over a bid of 1.75; its daily total says that it pays 1.00. */
const coolAdsDay = [
  ...events(250, { kind: "request" }),
  ...events(150, { kind: "response", latency_ms: 100 }),
  ...events(100, { kind: "win", cpm_usd: 2, runner_up_cpm_usd: 1.75 }),
  ...events(100, { kind: "impression", cpm_usd: 2 }),
];

it("tells the story of CoolAds: ranked at 2.00, paid 1.00, and 1.75 was there (seed: mediation)", async () => {
  const { post, put, get } = await aClient();
  await post("/events", coolAdsDay);
  const metrics = [
    "estimated_revenue_micros",
    "actual_revenue_micros",
    "revenue_micros",
    "estimated_ecpm_usd",
    "actual_ecpm_usd",
    "discrepancy",
    "runner_up_ecpm_usd",
    "regret_micros",
  ];

  const before = await get("/reports/networks");
  await put("/payouts", { date: "2026-11-21", network_id: "coolads", revenue: 0.1 });
  const after = await get("/reports/networks");

  expect(lineOf(before, ...metrics)).toEqual({
    estimated_revenue_micros: 200_000,
    actual_revenue_micros: null,
    revenue_micros: 200_000,
    estimated_ecpm_usd: 2,
    actual_ecpm_usd: null,
    discrepancy: null,
    runner_up_ecpm_usd: 1.75,
    regret_micros: -25_000,
  });
  expect(lineOf(after, ...metrics)).toEqual({
    estimated_revenue_micros: 200_000,
    actual_revenue_micros: 100_000,
    revenue_micros: 100_000,
    estimated_ecpm_usd: 2,
    actual_ecpm_usd: 1,
    discrepancy: -0.5,
    runner_up_ecpm_usd: 1.75,
    regret_micros: 75_000,
  });
});

it("works out every metric of a line", async () => {
  const { post, put, get } = await aClient();
  await post("/events", [
    ...events(10, { kind: "request" }),
    ...[10, 20, 30, 40].map((latency_ms) => anEvent({ kind: "response", latency_ms })),
    ...[100, 200].map((latency_ms) => anEvent({ kind: "no-ad", latency_ms })),
    ...events(3, { kind: "timeout", latency_ms: 500 }),
    anEvent({ kind: "error", latency_ms: 5 }),
    ...events(4, { kind: "win", cpm_usd: 3, runner_up_micros: 1_000 }),
    ...events(2, { kind: "impression", cpm_usd: 3 }),
    anEvent({ kind: "click" }),
    anEvent({ kind: "revenue", value_micros: 2_500 }),
    anEvent({ network_id: "other", kind: "impression", cpm_usd: 5.5 }),
  ]);
  await put("/payouts", {
    date: "2026-11-21",
    network_id: "other",
    revenue: "0.0095",
    impressions: 3,
  });

  const { status, body } = await get("/reports/networks");

  const nothing = { requests: 0, responses: 0, no_ads: 0, timeouts: 0, errors: 0, wins: 0 };
  const unknown = {
    fill_rate: null,
    no_ad_rate: null,
    timeout_rate: null,
    error_rate: null,
    win_rate: null,
    show_rate: null,
    runner_up_ecpm_usd: null,
    regret_micros: null,
    latency_p50_ms: null,
    latency_p95_ms: null,
    fill_latency_p50_ms: null,
    fill_latency_p95_ms: null,
    no_ad_latency_p50_ms: null,
    no_ad_latency_p95_ms: null,
  };
  expect([status, body]).toEqual([
    200,
    {
      by: "network",
      level: "sdk",
      from: null,
      to: null,
      lines: [
        {
          network_id: "other",
          ...nothing,
          ...unknown,
          impressions: 1,
          clicks: 0,
          click_through_rate: 0,
          estimated_revenue_micros: 5_500,
          paid_revenue_micros: 0,
          actual_revenue_micros: 9_500,
          actual_impressions: 3,
          revenue_micros: 9_500,
          estimated_ecpm_usd: 5.5,
          actual_ecpm_usd: 9.5,
          ecpm_usd: 9.5,
          discrepancy: 4_000 / 5_500,
          share_of_voice: 1 / 3,
          share_of_wallet: 9_500 / 15_000,
        },
        {
          network_id: "coolads",
          requests: 10,
          responses: 4,
          fill_rate: 0.4,
          no_ads: 2,
          no_ad_rate: 0.2,
          timeouts: 3,
          timeout_rate: 0.3,
          errors: 1,
          error_rate: 0.1,
          wins: 4,
          win_rate: 1,
          impressions: 2,
          show_rate: 0.5,
          clicks: 1,
          click_through_rate: 0.5,
          estimated_revenue_micros: 6_000,
          paid_revenue_micros: 2_500,
          actual_revenue_micros: null,
          actual_impressions: null,
          // One impression was paid, the other still counts with its estimate.
          revenue_micros: 5_500,
          estimated_ecpm_usd: 3,
          actual_ecpm_usd: null,
          ecpm_usd: 2.75,
          discrepancy: null,
          runner_up_ecpm_usd: 1,
          regret_micros: -3_500,
          share_of_voice: 2 / 3,
          share_of_wallet: 5_500 / 15_000,
          latency_p50_ms: 40,
          latency_p95_ms: 500,
          fill_latency_p50_ms: 20,
          fill_latency_p95_ms: 40,
          no_ad_latency_p50_ms: 100,
          no_ad_latency_p95_ms: 200,
        },
      ],
    },
  ]);
});

it("compares estimate and actual on the days that a network has reported, and on no others", async () => {
  const { post, put, get } = await aClient();
  await post("/events", [
    ...events(2, { kind: "impression", cpm_usd: 2, at: "2026-11-19T23:59:59.999Z" }),
    ...events(3, { kind: "impression", cpm_usd: 4, at: "2026-11-20T00:00:00Z" }),
  ]);
  await put("/payouts", { date: "2026-11-19", network_id: "coolads", revenue: 0.003 });

  const whole = await get("/reports/networks");
  const days = await get("/reports/networks?by=day");

  expect(
    lineOf(whole, "revenue_micros", "actual_ecpm_usd", "discrepancy", "estimated_revenue_micros"),
  ).toEqual({
    revenue_micros: 15_000,
    actual_ecpm_usd: 1.5,
    discrepancy: -0.25,
    estimated_revenue_micros: 16_000,
  });
  expect(days.body).toMatchObject({
    lines: [
      { date: "2026-11-19", discrepancy: -0.25, revenue_micros: 3_000 },
      { date: "2026-11-20", discrepancy: null, revenue_micros: 12_000 },
    ],
  });
});

it("reports by bid, slot and day, within days that are both included", async () => {
  const { post, get } = await aClient();
  await post("/events", [
    anEvent({ kind: "impression", cpm_usd: 1, at: "2026-11-18T12:00:00Z" }),
    anEvent({ kind: "impression", cpm_usd: 2, at: "2026-11-19T12:00:00Z", slot_id: "end" }),
    anEvent({ kind: "impression", cpm_usd: 3, at: "2026-11-20T12:00:00Z", bid_id: undefined }),
    anEvent({ kind: "impression", cpm_usd: 9, at: "2026-11-21T12:00:00Z" }),
  ]);
  const tell = async (by: string): Promise<unknown> => {
    const { body } = await get(`/reports/networks?by=${by}&from=2026-11-18&to=2026-11-20`);
    const { lines } = body as { readonly lines: readonly Record<string, unknown>[] };
    return lines.map(({ network_id, bid_id, slot_id, date, revenue_micros }) => ({
      network_id,
      bid_id,
      slot_id,
      date,
      revenue_micros,
    }));
  };

  const reports = [await tell("network"), await tell("bid"), await tell("slot"), await tell("day")];

  expect(reports).toEqual([
    [{ network_id: "coolads", revenue_micros: 6_000 }],
    [
      { network_id: "coolads", bid_id: "coolads-banner", revenue_micros: 3_000 },
      { network_id: "coolads", bid_id: null, revenue_micros: 3_000 },
    ],
    [
      { slot_id: "home", revenue_micros: 4_000 },
      { slot_id: "end", revenue_micros: 2_000 },
    ],
    [
      { date: "2026-11-18", revenue_micros: 1_000 },
      { date: "2026-11-19", revenue_micros: 2_000 },
      { date: "2026-11-20", revenue_micros: 3_000 },
    ],
  ]);
});

it("counts a network's word on a whole day instead of that on its bids", async () => {
  const { post, put, get } = await aClient();
  const day = { date: "2026-11-21", network_id: "coolads" };
  await post("/events", [
    ...events(2, { kind: "impression", cpm_usd: 2 }),
    ...events(2, { kind: "impression", cpm_usd: 2, bid_id: "coolads-video" }),
  ]);
  const revenues = async (by: string): Promise<unknown> => {
    const { body } = await get(`/reports/networks?by=${by}`);
    const { lines } = body as { readonly lines: readonly Record<string, unknown>[] };
    return lines.map((line) => [line["actual_revenue_micros"], line["revenue_micros"]]);
  };

  await put("/payouts", { ...day, bid_id: "coolads-video", revenue: 0.001 });
  const ofBids = [await revenues("network"), await revenues("bid")];
  await put("/payouts", { ...day, revenue: 0.007 });
  const ofBoth = [await revenues("network"), await revenues("bid"), await revenues("slot")];

  expect(ofBids).toEqual([
    [[1_000, 5_000]],
    [
      [null, 4_000],
      [1_000, 1_000],
    ],
  ]);
  expect(ofBoth).toEqual([
    [[7_000, 7_000]],
    [
      [null, 4_000],
      [1_000, 1_000],
    ],
    [[null, 8_000]],
  ]);
});

it("never mixes what the SDK saw with what the server saw", async () => {
  const { post, get } = await aClient();
  await post("/events", [
    anEvent({ kind: "impression" }),
    ...events(2, { kind: "impression", level: "server" }),
  ]);

  const reports = [
    await get("/reports/networks"),
    await get("/reports/networks?level=sdk"),
    await get("/reports/networks?level=server"),
  ].map((answer) => lineOf(answer, "impressions"));

  expect(reports).toEqual([{ impressions: 1 }, { impressions: 1 }, { impressions: 2 }]);
});

it("sums six decimals of a CPM exactly, and rounds once", async () => {
  const { post, get } = await aClient();
  await post("/events", events(1_000, { kind: "impression", cpm_usd: 1.234567 }));
  await post("/events", events(1, { kind: "impression", cpm_usd: 0.000499 }));

  const answer = await get("/reports/networks");

  expect(lineOf(answer, "estimated_revenue_micros")).toEqual({
    estimated_revenue_micros: 1_234_567,
  });
});

it("has a line for a network of which only daily totals are known", async () => {
  const { put, get } = await aClient();
  await put("/payouts", { date: "2026-11-21", network_id: "faraway", revenue: 12, impressions: 8 });

  const answer = await get("/reports/networks");

  expect(lineOf(answer, "network_id", "impressions", "revenue_micros", "ecpm_usd")).toEqual({
    network_id: "faraway",
    impressions: 0,
    revenue_micros: 12_000_000,
    ecpm_usd: null,
  });
});

it("exports the same as CSV, with nothing for what is not known", async () => {
  const { post, get } = await aClient();
  await post("/events", [
    anEvent({ kind: "impression", cpm_usd: 2, network_id: 'cool, "new"' }),
    anEvent({ kind: "click", network_id: 'cool, "new"' }),
  ]);

  const { status, body } = await get("/reports/networks?by=bid&format=csv");

  const [head = "", line = "", end] = String(body).split("\n");
  const names = head.split(",");
  const cells = line.replace('"cool, ""new"""', "name").split(",");
  const told = Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  expect([status, end, names.length, cells.length]).toEqual([200, "", 36, 36]);
  expect(told).toMatchObject({
    network_id: "name",
    bid_id: "coolads-banner",
    impressions: "1",
    click_through_rate: "1",
    estimated_revenue_micros: "2000",
    discrepancy: "",
  });
});

it("names every mistake in a query, and leaves the collected reports where they are", async () => {
  const { get } = await aClient();

  const wrong = await get("/reports/networks?by=colour&from=2026-02-30&level=moon&sort=x");
  const backwards = await get("/reports/networks?from=2026-11-22&to=2026-11-21");
  const collected = await get("/reports");

  const paths = ({ body }: typeof wrong): readonly string[] =>
    (body as { error: { details: { path: string }[] } }).error.details.map(({ path }) => path);
  expect([wrong.status, paths(wrong)]).toEqual([400, ["by", "from", "level", "sort"]]);
  expect([backwards.status, paths(backwards)]).toEqual([400, ["to"]]);
  expect(collected).toEqual({ status: 200, body: { reports: [] } });
});

it("holds nobody up while it reads a file", async () => {
  const { path: data } = await aTempFolder();
  const { app, post, get } = await aClient({}, { data });
  await post("/events", coolAdsDay);
  const answered: string[] = [];
  const ask = async (url: string) => {
    const { body } = await get(url);
    answered.push(url);
    return body;
  };

  const [report, , health] = await Promise.all([
    ask("/reports/networks"),
    ask("/reports/networks?by=day"),
    ask("/health"),
  ]);
  await app.close();

  expect(answered).toEqual(["/health", "/reports/networks", "/reports/networks?by=day"]);
  expect(health).toEqual({ status: "ok" });
  expect(report).toMatchObject({ lines: [{ network_id: "coolads", requests: 250, wins: 100 }] });
  expect(readdirSync(data)).toEqual(["fledgling.db"]);
});

it("leaves whoever waits for a report without one when the server stops", async () => {
  const { path: data } = await aTempFolder();
  const { app, get } = await aClient({}, { data });
  const waiting = [get("/reports/networks"), get("/reports/networks?by=bid")];
  await get("/health");

  await app.close();

  const statuses = (await Promise.all(waiting)).map(({ status }) => status);
  expect(statuses).toEqual([500, 500]);
  expect(readdirSync(data)).toEqual(["fledgling.db"]);
});
