import { expect, it } from "vitest";
import { aClient, anEvent, events, lineOf } from "./a-performance.ts";

it("keeps one event or many, and tells new ones from those it knows", async () => {
  const { post, get } = await aClient();
  const [one, ...more] = events(4, { kind: "impression" });

  const first = await post("/events", one);
  const then = await post("/events", [one, ...more, more[0]]);

  expect([first, then]).toEqual([
    { status: 200, body: { accepted: 1, duplicates: 0 } },
    { status: 200, body: { accepted: 3, duplicates: 2 } },
  ]);
  expect(lineOf(await get("/reports/networks"), "impressions")).toEqual({ impressions: 4 });
});

it("keeps the first of two events of one id, whatever the second says", async () => {
  const { post, get } = await aClient();
  const event = anEvent({ kind: "impression", cpm_usd: 2 });

  await post("/events", event);
  const again = await post("/events", { ...event, cpm_usd: 9 });

  expect(again.body).toEqual({ accepted: 0, duplicates: 1 });
  expect(lineOf(await get("/reports/networks"), "revenue_micros")).toEqual({
    revenue_micros: 2_000,
  });
});

it("keeps nothing of a request with a mistake, and names every mistake", async () => {
  const { post, get } = await aClient();

  const answer = await post("/events", [
    anEvent(),
    anEvent({ kind: "impresion" }),
    anEvent({ kind: "click", latency_ms: 5, colour: "red" }),
    anEvent({ kind: "win", value_micros: 1, cpm_usd: 1 }),
    anEvent({ kind: "revenue" }),
    anEvent({ at: "yesterday", event_id: "", slot_id: undefined, kind: "error", latency_ms: -1 }),
    anEvent({ kind: "impression", cpm_usd: -1 }),
  ]);

  const { error } = answer.body as { error: { code: string; details: { path: string }[] } };
  expect([answer.status, error.code, error.details.map(({ path }) => path)]).toEqual([
    400,
    "VALIDATION_ERROR",
    [
      "[1].kind",
      "[2].latency_ms",
      "[2].colour",
      "[3].cpm_usd",
      "[4].value_micros",
      "[5].event_id",
      "[5].at",
      "[5].slot_id",
      "[5].latency_ms",
      "[6].cpm_usd",
    ],
  ]);
  expect((await get("/reports/networks")).body).toMatchObject({ lines: [] });
});

it("takes a time as milliseconds or in ISO 8601 with any zone", async () => {
  const { post, get } = await aClient();
  await post("/events", [
    anEvent({ at: Date.parse("2026-11-21T00:00:00Z") }),
    anEvent({ at: "2026-11-21T23:30:00-01:00" }),
  ]);

  const { body } = await get("/reports/networks?by=day");

  expect(body).toMatchObject({ lines: [{ date: "2026-11-21" }, { date: "2026-11-22" }] });
});

it("refuses events of networks that nobody configured, and keeps none beside them", async () => {
  const networks = { coolads: { adapter: "fixed-price" } };
  const { post, get } = await aClient({ networks });

  const answer = await post("/events", [anEvent(), anEvent({ network_id: "coolad" })]);

  expect(answer).toEqual({
    status: 400,
    body: {
      error: {
        code: "VALIDATION_ERROR",
        message: "Nothing is kept: networks are unknown.",
        details: [
          {
            path: "[1].network_id",
            message: 'Unknown network "coolad": did you mean "coolads"?',
          },
        ],
      },
    },
  });
  expect((await get("/reports/networks")).body).toMatchObject({ lines: [] });
});

it("takes a thousand events at once, and refuses more, fewer than one, and what is not JSON", async () => {
  const { app, post } = await aClient();
  const headers = { "content-type": "application/json" };

  const answers = [
    await post("/events", events(1_000, {})),
    await post("/events", events(1_001, {})),
    await post("/events", []),
    await post("/events", events(1_000, { bid_id: "x".repeat(200) })),
  ].map(({ status }) => status);
  const notJson = await app.inject({ method: "POST", url: "/events", payload: "{", headers });

  expect([answers, notJson.statusCode]).toEqual([[200, 400, 400, 413], 400]);
});

it("stays exact with 64 writers at once who all send some of the same", async () => {
  const { post, get } = await aClient();
  const shared = events(10, { kind: "impression", cpm_usd: 2 });
  const batches = Array.from({ length: 64 }, () => [
    ...shared,
    ...events(5, { kind: "impression", cpm_usd: 3 }),
  ]);

  const answers = await Promise.all(batches.map((batch) => post("/events", batch)));

  const bodies = answers.map(({ body }) => body as { accepted: number; duplicates: number });
  const sum = (of: "accepted" | "duplicates") =>
    bodies.reduce((total, body) => total + body[of], 0);
  expect([sum("accepted"), sum("duplicates")]).toEqual([10 + 64 * 5, 63 * 10]);
  expect(lineOf(await get("/reports/networks"), "impressions", "revenue_micros")).toEqual({
    impressions: 330,
    revenue_micros: 10 * 2_000 + 320 * 3_000,
  });
});

it("answers from any page or machine: it is apps that report", async () => {
  const { app } = await aClient();

  const answer = await app.inject({
    method: "POST",
    url: "/events",
    payload: anEvent(),
    headers: { host: "ads.example", origin: "https://app.example" },
  });

  expect(answer.statusCode).toBe(200);
});
