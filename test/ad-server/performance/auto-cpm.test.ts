import { expect, it } from "vitest";
import { aClient, events, type Client } from "./a-performance.ts";

/** CoolAds, whose reports are merged, with one bid of 2.00 that follows them and one that does not. */
async function aSeller(client: Client, currency = "USD"): Promise<void> {
  const ok = async (answer: ReturnType<Client["post"]>): Promise<unknown> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  await ok(
    client.post("/mediated-networks", {
      name: "coolads",
      creative_custom_request_partner_id: 2,
      active: true,
      default_bid_currency: currency,
      is_data_integration_active: true,
    }),
  );
  for (const [name, follows] of [
    ["follows", true],
    ["stays", false],
  ] as const) {
    await ok(
      client.post("/mediated-bids", {
        name,
        mediated_network_id: 1,
        "line-item": { revenue_value: 2 },
        creative: { size: "320x50", uid: name },
        auto_bid_adjustments_enabled: follows,
      }),
    );
  }
}

async function bidsOf({ get }: Client): Promise<unknown> {
  const { body } = await get("/mediated-bids");
  const { mediated_bids } = body as { readonly mediated_bids: readonly Record<string, unknown>[] };
  return mediated_bids.map((bid) => ({
    name: bid["name"],
    price: (bid["line-item"] as { readonly revenue_value: number }).revenue_value,
    suggested: bid["suggested_bid_price"],
    confidence: bid["suggested_bid_price_confidence"],
  }));
}

const DAYS = ["15", "16", "17", "18", "19", "20", "21"].map((day) => `2026-11-${day}`);

it("seeds a bid with seven days of its network's totals, and ranks it by them if it follows", async () => {
  const client = await aClient();
  await aSeller(client);
  const lines = DAYS.map((date, index) => `${date},coolads,follows,1000,${index % 2 ? 0.9 : 1.1}`);
  const other = DAYS.map((date) => `${date},coolads,stays,500,0.5`);
  await client.putCsv("/payouts", ["date,network,bid,impressions,revenue", ...lines, ...other]);

  const { status, body } = await client.post("/auto-cpm/refresh");

  expect([status, body]).toEqual([
    200,
    {
      refreshed_at: "2026-11-22T08:00:00.000Z",
      policy: "seven-day-ecpm",
      from: "2026-11-15",
      to: "2026-11-21",
      bids: [
        {
          network_id: "coolads",
          bid_id: "follows",
          cpm_usd: 1.014286,
          low_cpm_usd: 0.915412,
          high_cpm_usd: 1.113159,
          confidence: 0.911177,
          sample_size: 7_000,
          days: 7,
          previous_price: 2,
          price: 1.014286,
        },
        {
          network_id: "coolads",
          bid_id: "stays",
          cpm_usd: 1,
          low_cpm_usd: 0.96687,
          high_cpm_usd: 1.03313,
          confidence: 0.967932,
          sample_size: 3_500,
          days: 7,
          previous_price: 2,
          price: 2,
        },
      ],
    },
  ]);
  expect(await bidsOf(client)).toEqual([
    { name: "follows", price: 1.014286, suggested: 1.014286, confidence: 0.911177 },
    { name: "stays", price: 2, suggested: 1, confidence: 0.967932 },
  ]);
});

it("says when a network's reports were last merged", async () => {
  const client = await aClient();
  await aSeller(client);
  await client.put("/payouts", { date: "2026-11-21", network_id: "coolads", revenue: 1 });

  const { body } = await client.get("/mediated-networks/1");

  expect(body).toMatchObject({ processed_on: "2026-11-22 08:00:00" });
});

it("shares a network's total among its bids by their impressions, and believes no estimate", async () => {
  const client = await aClient();
  await aSeller(client);
  const of = { network_id: "coolads", kind: "impression", cpm_usd: 2 };
  await client.post("/events", [
    ...events(300, { ...of, bid_id: "follows" }),
    ...events(100, { ...of, bid_id: "stays" }),
    ...events(100, { ...of, bid_id: "follows", at: "2026-11-20T12:00:00Z" }),
  ]);
  await client.put("/payouts", { date: "2026-11-21", network_id: "coolads", revenue: 0.2 });

  const { body } = await client.post("/auto-cpm/refresh");

  expect(body).toMatchObject({
    bids: [
      { bid_id: "follows", cpm_usd: 0.5, sample_size: 300, days: 1 },
      { bid_id: "stays", cpm_usd: 0.5, sample_size: 100, days: 1 },
    ],
  });
});

it("goes by what was paid impression by impression until the network has reported", async () => {
  const client = await aClient();
  await aSeller(client);
  const of = { network_id: "coolads", bid_id: "follows" };
  await client.post("/events", [
    ...events(40, { ...of, kind: "request" }),
    ...events(20, { ...of, kind: "response" }),
    ...events(10, { ...of, kind: "impression", cpm_usd: 2 }),
    ...events(5, { ...of, kind: "revenue", cpm_usd: 1.5 }),
  ]);

  const plain = await client.post("/auto-cpm/refresh", {});
  const filled = await client.post("/auto-cpm/refresh", { policy: "ecpm-times-fill" });

  expect([plain.body, filled.body]).toMatchObject([
    {
      bids: [
        { cpm_usd: 1.5, sample_size: 5 },
        { cpm_usd: null, price: 2 },
      ],
    },
    {
      bids: [
        { cpm_usd: 0.75, previous_price: 1.5, price: 0.75 },
        { cpm_usd: null, price: 2 },
      ],
    },
  ]);
});

it("leaves out today and everything before seven days", async () => {
  const client = await aClient();
  await aSeller(client);
  const of = { network_id: "coolads", bid_id: "follows", impressions: 1_000, revenue: 9 };
  await client.put("/payouts", [
    { ...of, date: "2026-11-14" },
    { ...of, date: "2026-11-15", revenue: 1 },
    { ...of, date: "2026-11-22" },
  ]);

  const { body } = await client.post("/auto-cpm/refresh");

  expect(body).toMatchObject({ bids: [{ cpm_usd: 1, days: 1 }, {}] });
});

it("suggests in the bid's own currency", async () => {
  const client = await aClient();
  await client.put("/currency-rates/EUR/2026-11-20", { rate: 1.25 });
  await aSeller(client, "EUR");
  const of = { network_id: "coolads", bid_id: "follows", impressions: 1_000 };
  await client.put("/payouts", { ...of, date: "2026-11-21", revenue: 4, currency: "EUR" });

  const { body } = await client.post("/auto-cpm/refresh");

  expect(body).toMatchObject({ bids: [{ cpm_usd: 5, previous_price: 2, price: 4 }, {}] });
  expect(await bidsOf(client)).toMatchObject([{ suggested: 4, price: 4 }, {}]);
});

it("refuses options that it does not know", async () => {
  const { post } = await aClient();

  const { status, body } = await post("/auto-cpm/refresh", { policy: "guess", prior: {} });

  const { error } = body as { error: { details: { path: string }[] } };
  expect([status, error.details.map(({ path }) => path)]).toEqual([
    400,
    ["policy", "prior.cpm_usd", "prior.impressions"],
  ]);
});
