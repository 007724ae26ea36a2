import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

it("repeats what it was told, as text, and has the click among the reports", async () => {
  const app = await createAdServer({});
  const hostile = encodeURIComponent(`<script>alert("&'")</script>\u202e`).replaceAll("'", "%27");
  const url = `/click?zeta=1&zeta=2&h=250&${hostile}=x&w=300&crid=${hostile}`;

  const page = await app.inject({ url });

  const { reports } = (await app.inject({ url: "/reports" })).json();
  const text = "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;\ufffd";
  const shown = Array.from(
    page.body.matchAll(/<dt dir="auto">(.*)<\/dt>\n<dd dir="auto">(.*)<\/dd>/g),
    ([, name, value]) => `${name}: ${value}`,
  );
  expect(shown).toEqual([`crid: ${text}`, "w: 300", "h: 250", `${text}: x`, "zeta: 1", "zeta: 2"]);
  expect(page.headers).toMatchObject({
    "cache-control": "no-store, no-cache, must-revalidate, max-age=0",
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'",
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  expect(reports).toEqual([{ method: "GET", host: "localhost", path: url, body: "" }]);
});

it.each([
  ["nothing", "", 200],
  ["a width of 0", "?w=0", 422],
  ["a height of -1", "?w=300&h=-1", 422],
  ["a width in words", "?w=wide", 400],
  ["a creative's id of 128 characters", `?crid=${"x".repeat(128)}`, 200],
  ["a creative's id of 129 characters", `?crid=${"x".repeat(129)}`, 422],
])("counts a click that lands; this one says %s", async (_, search, status) => {
  const app = await createAdServer({});

  const page = await app.inject({ url: `/click${search}` });

  const { reports } = (await app.inject({ url: "/reports" })).json();
  expect([page.statusCode, reports.length]).toEqual([status, status === 200 ? 1 : 0]);
});

it("counts a click for its bidder, once however often it is repeated", async () => {
  const app = await createAdServer({}, { nowMs: () => Date.UTC(2026, 10, 22) });
  const click = "/click?crid=creative-b&w=300&h=250&imp=imp-1&bidder=bidder-b";

  for (const id of ["bid-1", "bid-1", "bid-2"]) await app.inject({ url: `${click}&id=${id}` });
  await app.inject({ url: click });

  const { lines } = (await app.inject({ url: "/reports/networks?level=server" })).json();
  expect(lines).toMatchObject([{ network_id: "bidder-b", clicks: 2 }]);
});
