import { expect, it } from "vitest";
import { aClient, lineOf } from "./a-performance.ts";

const day = { date: "2026-11-21", network_id: "coolads" };

it("replaces what a network said of a day before", async () => {
  const { put, get } = await aClient();

  const first = await put("/payouts", [{ ...day, revenue: 5 }]);
  const second = await put("/payouts", [
    { ...day, revenue: "4.500001" },
    { ...day, date: "2026-11-20", revenue: 1 },
  ]);

  expect([first, second]).toEqual([
    { status: 200, body: { added: 1, replaced: 0 } },
    { status: 200, body: { added: 1, replaced: 1 } },
  ]);
  expect(lineOf(await get("/reports/networks"), "actual_revenue_micros")).toEqual({
    actual_revenue_micros: 5_500_001,
  });
});

it("imports a network's file: any order of columns, quotes, empty cells and line ends", async () => {
  const { putCsv, get } = await aClient();

  const answer = await putCsv("/payouts", [
    '\uFEFFNetwork,"date",revenue,impressions,bid,currency\r',
    'coolads,2026-11-20,"1.000001",1000,,\r',
    '"other, ""new""",2026-11-20,2,,video,USD\r',
    "coolads,2026-11-21,3,,,USD",
    "",
    "",
  ]);

  expect(answer).toEqual({ status: 200, body: { added: 3, replaced: 0 } });
  expect((await get("/reports/networks")).body).toMatchObject({
    lines: [
      { network_id: "coolads", actual_revenue_micros: 4_000_001, actual_impressions: 1_000 },
      { network_id: 'other, "new"', actual_revenue_micros: 2_000_000, actual_impressions: null },
    ],
  });
});

it("names bad lines of a file by their number, every one, and takes none", async () => {
  const { putCsv, get } = await aClient({ networks: { coolads: { adapter: "fixed-price" } } });
  const head = "date,network,bid,impressions,revenue,currency";

  const unfit = await putCsv("/payouts", [
    head,
    "2026-11-20,coolads,,10,1.5,USD",
    "2026-13-20,coolads,,many,1.5,USD",
    ",coolads,,10,1.1234567,usd,more",
  ]);
  const strange = await putCsv("/payouts", [
    head,
    "2026-11-20,coolads,,10,1.5,USD",
    "2026-11-20,hotads,,10,1.5,USD",
  ]);
  const impossible = await putCsv("/payouts", [
    head,
    "2026-11-20,coolads,,10,1.5,EUR",
    "2026-11-21,coolads,,10,1.5,USD",
    "2026-11-21,coolads,,10,1.5,USD",
  ]);
  const headless = await putCsv("/payouts", ["date,netwrk,revenue,bids"]);

  const details = [unfit, strange, impossible, headless].map(
    ({ body }) =>
      (body as { error: { details: readonly { path: string; message: string }[] } }).error.details,
  );
  const [, ...told] = details;
  expect(details[0]?.map(({ path }) => path)).toEqual([
    "line 3, date",
    "line 3, impressions",
    "line 4, date",
    "line 4, revenue",
    "line 4, currency",
    'line 4, ["column 7"]',
  ]);
  expect(told).toEqual([
    [
      {
        path: "line 3, network_id",
        message: 'Unknown network "hotads": there is "coolads"',
      },
    ],
    [
      { path: "line 4", message: 'An earlier one is of 2026-11-21 and "coolads", too' },
      { path: "line 2, currency", message: "There is no rate of EUR for 2026-11-20 or before" },
    ],
    [
      { path: "line 1", message: 'Unknown column "netwrk": did you mean "network"?' },
      { path: "line 1", message: 'Unknown column "bids": did you mean "bid"?' },
    ],
  ]);
  expect((await get("/reports/networks")).body).toMatchObject({ lines: [] });
});

it("counts other currencies by the last close that was known when the day was over", async () => {
  const { put, get } = await aClient();
  await put("/currency-rates/EUR/2026-11-20", { rate: 1.1 });
  await put("/currency-rates/EUR/2026-11-22", { rate: 9 });

  await put("/payouts", { ...day, revenue: 2, currency: "EUR" });

  expect(lineOf(await get("/reports/networks"), "actual_revenue_micros")).toEqual({
    actual_revenue_micros: 2_200_000,
  });
});

it.each([-1, "1e3", "1,5", 1_000_000.1, 0.000_000_1, null, undefined, ""])(
  "refuses a revenue of %j",
  async (revenue) => {
    const { put } = await aClient();

    const { status, body } = await put("/payouts", { ...day, revenue });

    const message = "Expected an amount from 0 to 1000000, with six decimals at the most";
    expect([status, body]).toMatchObject([
      400,
      { error: { details: [{ path: "[0].revenue", message }] } },
    ]);
  },
);

it("lets only whoever manages say what was paid, and see reports", async () => {
  const { app } = await aClient();
  const headers = { origin: "https://elsewhere.example" };

  const statuses = [
    await app.inject({ method: "PUT", url: "/payouts", payload: { ...day, revenue: 1 }, headers }),
    await app.inject({ url: "/reports/networks", headers }),
    await app.inject({ method: "POST", url: "/auto-cpm/refresh", headers }),
  ].map(({ statusCode }) => statusCode);

  expect(statuses).toEqual([403, 403, 403]);
});
