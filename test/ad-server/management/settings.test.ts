import { expect, it } from "vitest";
import { createManagement } from "../../../ad-server/management/management.ts";
import { openStore } from "../../../ad-server/store/store.ts";
import { aManagedServer, aNetwork, NOON_MS, refusal } from "./a-managed-server.ts";

it("has settings from the start, changes what a patch names, and remembers", async () => {
  const send = await aManagedServer();

  const before = await send("GET", "/settings");
  await send("PATCH", "/settings", { default_content_retrieval_timeout_ms: 500 });
  const after = await send("PATCH", "/settings", { default_enable_for_mediation: false });

  expect(before.body).toEqual({
    default_enable_for_mediation: true,
    default_content_retrieval_timeout_ms: 1_000,
    advertisers: [],
  });
  expect(after.body).toEqual({
    default_enable_for_mediation: false,
    default_content_retrieval_timeout_ms: 500,
    advertisers: [],
  });
  expect(await send("GET", "/settings")).toEqual(after);
});

it("refuses settings that do not exist or fit", async () => {
  const send = await aManagedServer();

  const answer = await send("PATCH", "/settings", {
    default_content_retrieval_timeout_ms: -1,
    colour: "red",
  });

  expect(answer).toEqual(
    refusal(400, "VALIDATION_ERROR", {
      default_content_retrieval_timeout_ms: "Too small: expected number to be >=0",
      colour: 'Unrecognized key: "colour"',
    }),
  );
});

it("keeps one rate for a currency and a day", async () => {
  const send = await aManagedServer();
  await send("PUT", "/currency-rates/EUR/2026-11-21", { rate: 1.1 });
  await send("PUT", "/currency-rates/CHF/2026-11-21", { rate: 1.2 });
  await send("PUT", "/currency-rates/EUR/2026-11-20", { rate: 1.05 });

  const put = await send("PUT", "/currency-rates/EUR/2026-11-21", { rate: 1.15 });
  const removed = [
    await send("DELETE", "/currency-rates/CHF/2026-11-21"),
    await send("DELETE", "/currency-rates/CHF/2026-11-21"),
  ];

  expect(put).toEqual({ status: 200, body: { code: "EUR", date: "2026-11-21", rate: 1.15 } });
  expect(removed.map(({ status }) => status)).toEqual([204, 404]);
  expect((await send("GET", "/currency-rates")).body).toEqual({
    currency_rates: [
      { code: "EUR", date: "2026-11-20", rate: 1.05 },
      { code: "EUR", date: "2026-11-21", rate: 1.15 },
    ],
  });
});

it.each([
  ["EUR/2026-02-30", { rate: 1 }, { date: "Expected a day that exists, such as 2026-11-22" }],
  ["eur/2026-11-21", { rate: 1 }, { code: "Expected a code such as EUR" }],
  ["USD/2026-11-21", { rate: 1 }, { code: "Rates are in USD: that of USD is 1" }],
  ["EUR/2026-11-21", { rate: 0 }, { rate: "Too small: expected number to be >0" }],
])("refuses a rate for %s of %j", async (key, body, details) => {
  const send = await aManagedServer();

  const answer = await send("PUT", `/currency-rates/${key}`, body);

  expect(answer).toEqual(refusal(400, "VALIDATION_ERROR", details));
});

it("goes by the last close before an auction's day", () => {
  const { rates } = createManagement(openStore(), () => NOON_MS);
  const dayMs = 86_400_000;
  rates.put({ code: "EUR", date: "2026-11-20", rate: 1.05 });
  rates.put({ code: "EUR", date: "2026-11-22", rate: 1.2 });

  const at = [-2, -1, 0, 1].map((days) => rates.ratesAt(NOON_MS + days * dayMs));

  expect(at).toEqual([{}, { EUR: 1.05 }, { EUR: 1.05 }, { EUR: 1.2 }]);
});

it("takes a network in a currency from the day after its first rate", async () => {
  const send = await aManagedServer();
  const inEur = { ...aNetwork, default_bid_currency: "EUR" };

  await send("PUT", "/currency-rates/EUR/2026-11-22", { rate: 1.1 });
  const today = await send("POST", "/mediated-networks", inEur);
  await send("PUT", "/currency-rates/EUR/2026-11-21", { rate: 1.1 });
  const later = await send("POST", "/mediated-networks", inEur);

  expect([today.status, later.status]).toEqual([400, 201]);
});
