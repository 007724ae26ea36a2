import type { FastifyInstance } from "fastify";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer, type AdServerConfigInput } from "../../../ad-server/index.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const direct = { name: "direct", type: "standard" as const, render_uri: "https://direct.example/" };

async function aServer(
  config: AdServerConfigInput,
  options: Parameters<typeof createAdServer>[1] = {},
): Promise<FastifyInstance> {
  const app = await createAdServer(config, options);
  onTestFinished(() => app.close());
  return app;
}

/** What the winner pays; undefined where nobody does. */
async function priceAt(app: FastifyInstance): Promise<unknown> {
  const payload = { appId: "app.example", slotId: "home", format: "banner" };
  const answer = await app.inject({ method: "POST", url: "/contextual", payload });
  return answer.statusCode === 204 ? undefined : answer.json().ad.cpmUsd;
}

it("sells by what was changed a moment ago", async () => {
  const platform = { line_items: [{ ...direct, revenue_value: 1 }] };
  const app = await aServer({ slots: { home: { kind: "auction" } }, platform });

  const prices = [await priceAt(app), await priceAt(app)];
  await app.inject({ method: "PATCH", url: "/line-items/1", payload: { revenue_value: 2 } });
  prices.push(await priceAt(app));
  await app.inject({ method: "PATCH", url: "/slots/1", payload: { reserve: 3 } });
  prices.push(await priceAt(app));

  expect(prices).toEqual([1, 1, 2, undefined]);
});

it("sells by what another server changed in the same folder", async () => {
  const { path: data } = await aTempFolder();
  const platform = { line_items: [{ ...direct, revenue_value: 1 }] };
  const app = await aServer({ slots: { home: { kind: "auction" } }, platform }, { data });
  const other = await aServer({}, { data });

  const before = await priceAt(app);
  await other.inject({ method: "PATCH", url: "/line-items/1", payload: { revenue_value: 2 } });
  const after = await priceAt(app);

  expect([before, after]).toEqual([1, 2]);
});

it("goes by the rates of the day, and not by those of the day before", async () => {
  let nowMs = Date.parse("2026-11-22T23:59:59Z");
  const platform = {
    rates: [
      { code: "EUR", date: "2026-11-21", rate: 1 },
      { code: "EUR", date: "2026-11-22", rate: 2 },
    ],
    line_items: [{ ...direct, currency: "EUR", revenue_value: 1 }],
  };
  const app = await aServer(
    { slots: { home: { kind: "auction" } }, platform },
    { nowMs: () => nowMs },
  );

  const before = await priceAt(app);
  nowMs += 1_000;
  const after = await priceAt(app);

  expect([before, after]).toEqual([1, 2]);
});
