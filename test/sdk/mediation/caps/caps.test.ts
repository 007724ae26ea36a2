import { expect, it } from "vitest";
import type { AdRequestResult, HttpRequest, LoadedAd } from "../../../../sdk/index.ts";
import {
  aBiddingAdapter,
  aFillingAdapter,
  aMediation,
  anAdapter,
  aResponse,
} from "../../../support/a-mediation.ts";

const hourMs = 3_600_000;
const oncePerHour = { impressions: 1, windowMs: hourMs };
const banner = { slotId: "level-end", format: "banner" } as const;
const alpha = aFillingAdapter("alpha", 2);

function adOf(result: AdRequestResult): LoadedAd {
  if (result.kind !== "filled") throw new Error(`expected an ad, got ${result.kind}`);
  return result.ad;
}

/** What an app's screen does with an ad. */
async function see(result: AdRequestResult): Promise<void> {
  const ad = adOf(result);
  await ad.show();
  await ad.reportImpression();
}

it("refuses a request instead of beginning it, and asks nobody", async () => {
  const asked: HttpRequest[] = [];
  const { requestAd, clock, events } = await aMediation({
    adapters: [alpha],
    slots: [{ ...banner, cap: oncePerHour }],
    async endpoint(request) {
      asked.push(request);
      const node = { nodeId: "alpha", networkId: "alpha", adapter: "alpha", ecpmUsd: 1 };
      return aResponse({ kind: "chain", chainId: "chain-1", nodes: [node] });
    },
  });
  await see(await requestAd());
  await clock.sleep(900_000);

  const refused = await requestAd();

  const rule = "impression-cap-reached";
  const detail =
    'the cap of slot "level-end" allows 1 impression within 3600000 ms, and there were as many; the next one is allowed in 2700000 ms';
  const subject = 'request for slot "level-end"';
  const requestId = "request-2";
  expect(refused).toEqual({
    kind: "no-fill",
    requestId,
    reason: detail,
    ledger: [{ atMs: 900_000, requestId, subject, rule, detail }],
  });
  const told = events.filter((event) => "requestId" in event && event.requestId === requestId);
  expect(told).toEqual([
    {
      type: "request.refused",
      atMs: 900_000,
      requestId,
      slotId: "level-end",
      format: "banner",
      cap: "slot",
      rule,
      detail,
    },
  ]);
  expect(asked).toHaveLength(1);
});

it("begins the request at the very moment the window lets it", async () => {
  const slots = [{ ...banner, cap: oncePerHour }];
  const { requestAd, clock } = await aMediation({ adapters: [alpha], slots });
  await see(await requestAd());

  await clock.sleep(hourMs - 1);
  const early = await requestAd();
  await clock.sleep(1);
  const late = await requestAd();

  expect([early.kind, late.kind]).toEqual(["no-fill", "filled"]);
});

it.each([
  ["app", { app: oncePerHour }, "the cap of the app"],
  ["user", { user: oncePerHour }, "the cap of the user"],
])("counts for the cap of the %s whatever slot it was", async (owner, caps, words) => {
  const { sdk, requestAd, events } = await aMediation({
    adapters: [alpha],
    mediation: { caps },
    slots: [banner, { slotId: "menu", format: "banner" }],
  });
  await see(await requestAd());

  const refused = await sdk.requestAd({ slotId: "menu" });

  expect(refused).toMatchObject({ kind: "no-fill", reason: expect.stringContaining(words) });
  expect(events.at(-1)).toMatchObject({ type: "request.refused", slotId: "menu", cap: owner });
});

it("tells users apart by their id, and takes those without for one", async () => {
  const { sdk } = await aMediation({
    adapters: [alpha],
    mediation: { caps: { user: oncePerHour } },
  });
  const request = (user?: { readonly id: string | number }) =>
    sdk.requestAd({ slotId: "level-end", ...(user && { user }) });

  await see(await request({ id: "ada" }));
  const kinds = [];
  for (const user of [{ id: "ada" }, { id: "bob" }, undefined])
    kinds.push((await request(user)).kind);
  await see(await request());
  for (const user of [undefined, { id: 7 }, { id: "bob" }]) kinds.push((await request(user)).kind);

  expect(kinds).toEqual(["no-fill", "filled", "filled", "no-fill", "no-fill", "filled"]);
});

it("counts impressions: neither requests without an ad nor ads that nobody has seen", async () => {
  const empty = anAdapter("empty", async () => ({ kind: "no-fill", reason: "sold out" }));
  const slots = [{ ...banner, cap: oncePerHour }, { slotId: "menu", format: "banner" } as const];
  const { requestAd } = await aMediation({ adapters: [empty, alpha], slots });

  const first = await requestAd();
  const second = await requestAd();
  await adOf(second).show();
  const third = await requestAd();

  expect([first.kind, second.kind, third.kind]).toEqual(["filled", "filled", "filled"]);
});

it("skips a node whose cap is reached, in its slot, and goes on", async () => {
  const { sdk, requestAd, events } = await aMediation({
    adapters: [alpha, aFillingAdapter("beta", 1)],
    nodes: [{ nodeId: "alpha", cap: oncePerHour }, { nodeId: "beta" }],
    slots: [banner, { slotId: "menu", format: "banner" }],
  });
  await see(await requestAd());

  const capped = await requestAd();
  const elsewhere = await sdk.requestAd({ slotId: "menu" });

  expect([adOf(capped).nodeId, adOf(elsewhere).nodeId]).toEqual(["beta", "alpha"]);
  expect(events.filter(({ type }) => type === "node.skipped")).toEqual([
    {
      type: "node.skipped",
      atMs: 0,
      requestId: "request-2",
      nodeId: "alpha",
      networkId: "alpha",
      position: 1,
      ecpmUsd: 1,
      rule: "impression-cap-reached",
      detail:
        'the cap of node "alpha" allows 1 impression within 3600000 ms, and there were as many; the next one is allowed in 3600000 ms',
    },
  ]);
});

it("does not ask a capped node to bid", async () => {
  const { requestAd } = await aMediation({
    adapters: [aBiddingAdapter("alpha", 5), aBiddingAdapter("beta", 1)],
    nodes: [{ nodeId: "alpha", cap: { minIntervalMs: 1_000 } }, { nodeId: "beta" }],
    mediation: { flow: "programmatic" },
  });
  await see(await requestAd());

  const capped = await requestAd();

  expect(adOf(capped).nodeId).toBe("beta");
  expect(capped.ledger).toMatchObject([{ nodeId: "alpha", rule: "impression-paced" }]);
});

it("does not show an ad that was loaded before its cap was reached, until the cap allows it", async () => {
  const slots = [{ ...banner, cap: { minIntervalMs: 60_000 } }];
  const { requestAd, clock, events } = await aMediation({ adapters: [alpha], slots });
  const [first, second] = [await requestAd(), await requestAd()];
  await see(first);
  await clock.sleep(20_000);

  const early = await adOf(second).show();
  const told = events.at(-1);
  await clock.sleep(40_000);
  const late = await adOf(second).show();

  const loss = {
    rule: "impression-paced",
    detail:
      'the cap of slot "level-end" wants 60000 ms between impressions, and the last was 20000 ms ago; the next one is allowed in 40000 ms',
  };
  const facts = { requestId: "request-2", adId: "ad-2", networkId: "alpha" };
  expect(early).toEqual({ kind: "not-shown", ...loss });
  expect(told).toEqual({ type: "ad.show-refused", atMs: 20_000, ...facts, ...loss });
  expect(late).toEqual({ kind: "shown" });
});
