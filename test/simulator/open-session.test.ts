import { expect, it } from "vitest";
import { openSession, prepareScenario } from "../../simulator/index.ts";
import { anAudience, aWaterfall, filling, firstPartyAd } from "../support/a-waterfall.ts";
import { errorOf } from "../support/error-of.ts";

it("hands over a phone that is ready: initialized, its audiences joined, no step carried out", async () => {
  const loaded = await prepareScenario(aWaterfall({ bid: 2, scenario: { name: "by hand" } }));

  const session = await openSession(loaded, { seed: 5 });

  expect(session.facts).toEqual({
    name: "by hand",
    seed: 5,
    profile: "android-all-on",
    mode: "simulated",
  });
  expect(session.events.map(({ type }) => type)).toEqual(["session.started", "audience.joined"]);
  await session.dispose();
});

it("lets a program take the steps, in virtual time and into the same trace", async () => {
  const session = await openSession(await prepareScenario(aWaterfall()));

  const before = await session.sdk.requestAd({ slotId: "level-end" });
  await session.clock.sleep(3_600_000);
  await session.adServices.joinCustomAudience({
    ...anAudience(2),
    biddingLogicUri: "https://shoes.example/bidding-logic.js",
    dailyUpdateUri: "https://shoes.example/daily-update",
    userBiddingSignals: {},
    trustedBiddingData: { trustedBiddingUri: "https://shoes.example/trusted-signals" },
  });
  const after = await session.sdk.requestAd({ slotId: "level-end" });
  await session.dispose();

  expect([before, after]).toMatchObject([
    { kind: "no-fill" },
    { kind: "filled", ad: { renderUri: firstPartyAd } },
  ]);
  expect(session.events.slice(-2)).toMatchObject([
    { type: "request.finished", requestId: "request-2" },
    { type: "ad.dropped", requestId: "request-2", detail: "the SDK was disposed of" },
  ]);
  expect(session.events.at(-1)?.atMs).toBeGreaterThan(3_600_000);
});

it("can be disposed of twice, and tells nothing afterwards of what the walk had given up on", async () => {
  const session = await openSession(
    await prepareScenario(
      aWaterfall({
        nodes: [{ networkId: "alpha", ecpmUsd: 1, timeoutMs: 5 }],
        networks: { alpha: filling(1) },
      }),
    ),
  );
  await session.sdk.requestAd({ slotId: "level-end" });
  const told = session.events.length;

  await session.dispose();
  await session.dispose();

  expect(session.events).toHaveLength(told);
});

it("opens nothing when what the device has from the start cannot be joined", async () => {
  const twice = { ...anAudience(1), biddingLogicUri: "https://other.example/x.js" };
  const loaded = await prepareScenario(
    aWaterfall({ scenario: { device: { customAudiences: [twice] } } }),
  );

  const error = await errorOf(() => openSession(loaded));

  expect(error.code).toBe("ERR_SCENARIO_STEP");
  expect(error.message).toMatch(/^Cannot run device\.customAudiences\[0\]: /);
});
