import { expect, it } from "vitest";
import {
  createCustomAudienceStore,
  type AudienceKey,
} from "../../../../sdk/device/custom-audiences/custom-audience-store.ts";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { startsAtMs } from "../../../support/test-environment.ts";

const day = 86_400_000;
const subject = "custom audience buyer.example/shoes";

/** Runs an auction and says whether the audience took part in it. */
async function takesPart({ adServices }: DeviceFixture): Promise<boolean> {
  return adServices.selectAds(anAdSelectionConfig()).then(
    () => true,
    () => false,
  );
}

// spec: on-device 2.3: activation inclusive, expiration exclusive, 60 days since the last update inclusive
it.each([
  [
    "a millisecond before its activation",
    { activationTimeMs: startsAtMs + 1_000 },
    999,
    "audience-not-active | becomes active in 1 ms",
  ],
  ["at its activation", { activationTimeMs: startsAtMs + 1_000 }, 1_000, undefined],
  ["a millisecond before its expiration", { expirationTimeMs: startsAtMs + 1_000 }, 999, undefined],
  [
    "at its expiration",
    { expirationTimeMs: startsAtMs + 1_000 },
    1_000,
    "audience-expired | expired 0 ms ago",
  ],
  [
    "after its expiration",
    { expirationTimeMs: startsAtMs + 1_000 },
    1_500,
    "audience-expired | expired 500 ms ago",
  ],
  [
    "at the end of the 60 days that are its default",
    {},
    60 * day,
    "audience-expired | expired 0 ms ago",
  ],
  [
    "60 days after its last update",
    { activationTimeMs: startsAtMs + 60 * day },
    60 * day,
    undefined,
  ],
  [
    "more than 60 days after its last update",
    { activationTimeMs: startsAtMs + 60 * day },
    60 * day + 1,
    "audience-stale | was last updated 5184000001 ms ago; the limit is 5184000000",
  ],
  ["without ads", { ads: undefined }, 0, "audience-incomplete | has no ads"],
  ["with an empty list of ads", { ads: [] }, 0, "audience-incomplete | has no ads"],
  [
    "without user bidding signals",
    { userBiddingSignals: undefined },
    0,
    "audience-incomplete | has no user bidding signals",
  ],
  [
    "without trusted bidding data",
    { trustedBiddingData: undefined },
    0,
    "audience-incomplete | has no trusted bidding data",
  ],
  [
    "without all three",
    { ads: undefined, userBiddingSignals: undefined, trustedBiddingData: undefined },
    0,
    "audience-incomplete | has no user bidding signals, no trusted bidding data, no ads",
  ],
])("takes part, or is skipped with the reason, %s", async (_case, changes, waitMs, loss) => {
  const device = createDevice();
  await join(device, aCustomAudience(changes));
  await device.clock.sleep(waitMs);

  const isIn = await takesPart(device);

  expect(isIn).toBe(loss === undefined);
  expect(ledgerOf(device).slice(0, 1)).toEqual(loss === undefined ? [] : [`${subject} | ${loss}`]);
});

it("fetches nothing for an audience that takes no part (spec: on-device 2.4)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [] }));

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(urlsOf(device)).toEqual([]);
});

it("leaves an audience, and succeeds for one that was never joined (spec: on-device 9)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience(), aCustomAudience({ name: "boots" }));

  await device.adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" });
  await device.adServices.leaveCustomAudience({ buyer: "buyer.example", name: "unknown" });

  await device.adServices.selectAds(anAdSelectionConfig());
  expect(
    device.events.flatMap((event) => (event.type === "bid.received" ? [event.audience] : [])),
  ).toEqual(["boots"]);
  expect(
    device.events.flatMap((event) => (event.type === "audience.left" ? [event.name] : [])),
  ).toEqual(["shoes"]);
});

it.each([[{ buyr: "x", name: "y" }], [{}], [null]])(
  "calls leaving %j a mistake in the program (spec: on-device 9)",
  async (given) => {
    const device = createDevice();

    const error = await errorOf(() =>
      device.adServices.leaveCustomAudience(given as unknown as AudienceKey),
    );

    expect([error.code, device.events]).toEqual(["ERR_CONFIG_INVALID", []]);
  },
);

it("overwrites everything when joined again, and stays where it was in line (spec: on-device 9)", async () => {
  const device = createDevice();
  await join(
    device,
    aCustomAudience({ activationTimeMs: startsAtMs + day }),
    aCustomAudience({
      name: "boots",
      ads: [{ renderUri: "https://buyer.example/boots", metadata: { bid: 1 } }],
    }),
    aCustomAudience(),
  );

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
});

it("keeps apart what different apps joined, and lets all of them bid (spec: on-device 2.3, 9)", () => {
  const store = createCustomAudienceStore();
  const audience = {
    owner: "com.example.one",
    buyer: "buyer.example",
    name: "shoes",
    biddingLogicUri: "https://buyer.example/bidding.js",
    dailyUpdateUri: "https://buyer.example/update",
    activationTimeMs: 0,
    expirationTimeMs: day,
    lastUpdatedMs: 0,
    userBiddingSignals: {},
    trustedBidding: undefined,
    ads: undefined,
  };
  store.put(audience);
  store.put({ ...audience, owner: "com.example.two" });
  store.put({ ...audience, owner: "com.example.three" });

  store.remove({ ...audience, owner: "com.example.two" });

  expect(store.ofBuyer("buyer.example").map(({ owner }) => owner)).toEqual([
    "com.example.one",
    "com.example.three",
  ]);
});
