import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

it("answers with a dot that nobody keeps, and has the impression among the reports", async () => {
  const app = await createAdServer({});
  const url = "/pixel?pid=bid-1&crid=%C3%BC&bid=2.50&imp=imp-1&bidder=bidder-b";

  const pixel = await app.inject({ url, headers: { host: "Ads.Example:8787" } });

  const reports = await app.inject({ url: "/reports" });
  expect([
    pixel.statusCode,
    pixel.rawPayload.length,
    pixel.rawPayload.toString("latin1", 0, 6),
  ]).toEqual([200, 43, "GIF89a"]);
  expect(pixel.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "cache-control": "no-store, no-cache, must-revalidate, max-age=0",
    "content-type": "image/gif",
    "x-content-type-options": "nosniff",
  });
  expect(reports.json()).toEqual({
    reports: [{ method: "GET", host: "ads.example", path: url, body: "" }],
  });
});

it.each([
  ["missing", "", 400],
  ["given twice", "?pid=a&pid=b", 400],
  ["empty", "?pid=", 422],
  ["129 characters long", `?pid=${"x".repeat(129)}`, 422],
  ["128 characters long", `?pid=${encodeURIComponent("🎯".repeat(128))}`, 200],
  ["no UTF-8", "?pid=%FF", 200],
])("counts no impression without a good name; this one is %s", async (_, search, status) => {
  const app = await createAdServer({});

  const pixel = await app.inject({ url: `/pixel${search}` });

  const { reports } = (await app.inject({ url: "/reports" })).json();
  expect([pixel.statusCode, reports.length]).toEqual([status, status === 200 ? 1 : 0]);
});

const impression = "/pixel?pid=bid-1&crid=creative-b&bid=2.5&imp=imp-1&bidder=bidder-b";

it("counts an impression for its bidder, once however often the creative is looked at", async () => {
  const app = await createAdServer({}, { nowMs: () => Date.UTC(2026, 10, 22) });

  for (const url of [impression, impression, `${impression}&x=y`]) await app.inject({ url });
  await app.inject({ url: impression.replace("bid-1", "bid-2") });

  const { lines } = (await app.inject({ url: "/reports/networks?level=server" })).json();
  expect(lines).toMatchObject([{ network_id: "bidder-b", impressions: 2 }]);
});

it.each(["/pixel?pid=bid-1", impression.replace("bidder-b", "stranger")])(
  "has what it cannot count among the reports all the same: %s",
  async (url) => {
    const app = await createAdServer({ networks: { "bidder-b": { adapter: "fixed-price" } } });

    const pixel = await app.inject({ url });

    const { reports } = (await app.inject({ url: "/reports" })).json();
    expect([pixel.statusCode, reports.length]).toEqual([200, 1]);
  },
);

it("gives a visitor a name that stays, unless the visitor has one", async () => {
  const app = await createAdServer({}, { nowMs: () => Date.UTC(2026, 10, 22) });

  const [first, second] = [
    await app.inject({ url: "/pixel?pid=1" }),
    await app.inject({ url: "/pixel?pid=1", headers: { cookie: "a=b; mtkid=mine" } }),
  ];

  expect([first.headers["set-cookie"], second.headers["set-cookie"]]).toEqual([
    expect.stringMatching(
      /^mtkid=[0-9a-f]{12}7[0-9a-f]{19}; Max-Age=31536000; Path=\/; SameSite=None; Secure; HttpOnly$/,
    ),
    undefined,
  ]);
});
