import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

const hosts = { "ssp.example": {}, "buyer.example": {} };

it("remembers reports in order, with their query and body as they were sent", async () => {
  const app = await createAdServer({ hosts });
  const url = "/hosts/buyer.example/report/click";

  await app.inject({ url: "/hosts/SSP.example/report?bid=2.5&name=%C3%BC,%20x" });
  await app.inject({
    method: "POST",
    url,
    payload: "plain ü",
    headers: { "content-type": "text/plain" },
  });
  await app.inject({ method: "POST", url, payload: { x: 1 } });
  await app.inject({
    method: "POST",
    url,
    payload: '{"not": json',
    headers: { "content-type": "application/json" },
  });
  await app.inject({ method: "POST", url });
  const reports = await app.inject({ url: "/reports" });

  const click = { method: "POST", host: "buyer.example", path: "/report/click" };
  expect([reports.statusCode, reports.json()]).toEqual([
    200,
    {
      reports: [
        { method: "GET", host: "ssp.example", path: "/report?bid=2.5&name=%C3%BC,%20x", body: "" },
        { ...click, body: "plain ü" },
        { ...click, body: '{"x":1}' },
        { ...click, body: '{"not": json' },
        { ...click, body: "" },
      ],
    },
  ]);
});

it("forgets everything on request, and nothing that failed is remembered", async () => {
  const app = await createAdServer({ hosts });
  await app.inject({ url: "/hosts/ssp.example/report" });
  const statuses = [
    await app.inject({ method: "DELETE", url: "/reports" }),
    await app.inject({ url: "/hosts/ssp.example/elsewhere" }),
    await app.inject({ method: "HEAD", url: "/hosts/ssp.example/report" }),
    await app.inject({ method: "PUT", url: "/hosts/ssp.example/report" }),
  ].map(({ statusCode }) => statusCode);

  const reports = await app.inject({ url: "/reports" });

  expect(statuses).toEqual([204, 404, 404, 404]);
  expect(reports.json()).toEqual({ reports: [] });
});

it("keeps the reports of two servers apart", async () => {
  const one = await createAdServer({ hosts });
  const other = await createAdServer({ hosts });

  await one.inject({ url: "/hosts/ssp.example/report" });

  expect((await other.inject({ url: "/reports" })).json()).toEqual({ reports: [] });
});
